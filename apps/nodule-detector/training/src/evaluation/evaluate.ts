/** One evaluation of a package. */
import { InvalidInputError } from '@casebook/core';
import { openPackage } from '@casebook/model-packages';
import { contractHash, detectNodules, PACKAGE_FILES, settingsSchema } from '@casebook/nodule-detector-contract/detector';
import { beginReport, type EvaluationReport } from '@casebook/training';
import { openNetworks } from '../detect/onnx-networks.js';
import type { EvaluatedData } from './evaluated-scans.js';
import { frocWithIntervals } from './froc-interval.js';
import { matchFindings, type Detection, type ScanResult } from './match-findings.js';

export interface EvaluationRequest {
  /** Folder of the model package. */
  package: string;
  data: EvaluatedData;
  /** Of the bootstrap. */
  seed: number;
  /** All marks, before they are scored: what cannot be scored is not lost. */
  keepMarks?: (marks: ReadonlyMap<string, readonly Detection[]>) => Promise<void>;
  /** After each scan. */
  onScan?: (series: string, result: ScanResult, seconds: number) => void;
}

export interface Evaluation {
  report: EvaluationReport;
  /** By series; centres in mm, LPS. */
  marks: Map<string, Detection[]>;
}

/**
 * Rows: `casebook`, both networks with the package's settings; `detector`, the first network alone.
 * @throws InvalidInputError NO_SCANS, NO_NODULES; as `openPackage`
 */
export async function evaluate({ package: folder, data, seed, keepMarks, onScan }: EvaluationRequest): Promise<Evaluation> {
  const finishReport = await beginReport();
  const pkg = await openPackage(folder, { contractHash: contractHash() });
  const settings = pkg.json(PACKAGE_FILES.settings, settingsSchema);
  const networks = await openNetworks({ detector: pkg.file(PACKAGE_FILES.detector), reducer: pkg.file(PACKAGE_FILES.reducer) });
  const marks = new Map<string, Detection[]>();
  const [both, first]: [ScanResult[], ScanResult[]] = [[], []];
  try {
    for await (const { series, grid, toWorld, nodules, excluded } of data.scans) {
      const started = performance.now();
      let alone: Detection[] = [];
      const toMarks = (candidates: Awaited<ReturnType<typeof detectNodules>>): Detection[] =>
        candidates.map(({ center, probability }) => ({ centre: toWorld(center), probability }));
      const found = await detectNodules(grid, networks, { settings, onCandidates: (candidates) => (alone = toMarks([...candidates])) });
      marks.set(series, toMarks(found));
      both.push(matchFindings(marks.get(series)!, nodules, excluded));
      first.push(matchFindings(alone, nodules, excluded));
      onScan?.(series, both.at(-1)!, (performance.now() - started) / 1000);
    }
  } finally {
    await networks.release();
  }
  if (both.length === 0)
    throw new InvalidInputError(
      'NO_SCANS',
      'There is no scan that can be searched: give a folder with DICOM series, NIfTI or MetaImage files of chests.',
    );
  await keepMarks?.(marks);
  const row = (model: string, results: ScanResult[]) => ({
    model,
    mode: 'scans',
    n: results.length,
    metrics: frocWithIntervals(results, { seed }),
  });
  const report = finishReport({
    case: 'nodule-detector',
    protocol:
      "LUNA16: a mark within a nodule's radius is a hit, excluded findings count neither way; intervals: 1,000 bootstraps over scans",
    seed,
    data: { name: data.name, sha256: data.sha256 },
    rows: [row('casebook', both), row('detector', first)],
  });
  return { report, marks };
}
