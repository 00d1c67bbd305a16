/** What each of the four readers of a LIDC-IDRI scan drew: https://wiki.cancerimagingarchive.net/display/Public/LIDC-IDRI */
import { corpusError } from '@casebook/data-pipelines';
import { XMLParser } from 'fast-xml-parser';

/** The outline of a nodule in one slice: pixels just outside of it, column and row. */
export interface Outline {
  sopInstanceUid: string;
  /** Position of the slice, mm. */
  z: number;
  points: [x: number, y: number][];
  /** False where the outline is that of a hole. */
  inclusion: boolean;
}

/** A nodule of at least 3 mm as one reader drew it. */
export interface ReaderMark {
  /** Which of the readers, from 0. */
  reader: number;
  outlines: Outline[];
}

export interface ReaderMarks {
  seriesUid: string;
  readers: number;
  marks: ReaderMark[];
}

type Node = Record<string, unknown>;
const list = (value: unknown): Node[] => (value === undefined || value === '' ? [] : ((Array.isArray(value) ? value : [value]) as Node[]));

/** Marks smaller than 3 mm are single points, without an outline: they are left out. */
const SMALLEST_OUTLINE = 3;

/**
 * @param text the XML file of a scan
 * @throws CorruptDataError CORPUS_INVALID
 */
export function parseReaderMarks(text: string, file: string): ReaderMarks {
  const parser = new XMLParser({ ignoreAttributes: true, processEntities: false, parseTagValue: false });
  let root: Node | undefined;
  try {
    root = (parser.parse(text) as Node)['LidcReadMessage'] as Node | undefined;
  } catch (cause) {
    throw corpusError(file, 'whole file', `not XML (${cause instanceof Error ? cause.message : String(cause)}); fetch it again.`);
  }
  if (!root) throw corpusError(file, 'whole file', 'not a LIDC reading of a CT: no LidcReadMessage.');
  const header = (root['ResponseHeader'] ?? {}) as Node;
  const sessions = list(root['readingSession']);
  return {
    seriesUid: String(header['SeriesInstanceUid'] ?? ''),
    readers: sessions.length,
    marks: sessions.flatMap((session, reader) =>
      list(session['unblindedReadNodule'])
        .map((nodule) => ({ reader, outlines: list(nodule['roi']).map((roi) => readOutline(roi, file)) }))
        .filter(({ outlines }) => outlines.reduce((count, { points }) => count + points.length, 0) >= SMALLEST_OUTLINE),
    ),
  };
}

function readOutline(roi: Node, file: string): Outline {
  const z = Number(roi['imageZposition']);
  const points = list(roi['edgeMap']).map(({ xCoord, yCoord }): [number, number] => [Number(xCoord), Number(yCoord)]);
  if (!Number.isFinite(z) || !points.flat().every(Number.isFinite))
    throw corpusError(file, 'an edgeMap', 'coordinates that are no numbers.');
  return { sopInstanceUid: String(roi['imageSOP_UID'] ?? ''), z, points, inclusion: String(roi['inclusion']).toUpperCase() !== 'FALSE' };
}
