/** Detections in LUNA16's submission format, so that anybody's script may score them. */
import { writeTextAtomically } from '@casebook/data-pipelines';
import type { Detection } from './match-findings.js';

export const MARKS_HEADER = 'seriesuid,coordX,coordY,coordZ,probability';

/** @param scans by series; centres in mm, LPS */
export const formatMarks = (scans: ReadonlyMap<string, readonly Detection[]>): string =>
  [
    MARKS_HEADER,
    ...[...scans].flatMap(([series, marks]) =>
      marks.map(({ centre, probability }) => [series, ...centre.map((mm) => mm.toFixed(4)), probability.toPrecision(8)].join()),
    ),
    '',
  ].join('\n');

export const writeMarks = (path: string, scans: ReadonlyMap<string, readonly Detection[]>) => writeTextAtomically(path, formatMarks(scans));
