/** The model package: both networks, settings, reference and card. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { CONTRACT_NAME, contractHash, PACKAGE_FILES, PACKAGE_NAME } from '@casebook/nodule-detector-contract/detector';
import type { MetricsRow, PackageContents } from '@casebook/model-packages';
import { openNetworks } from '../detect/onnx-networks.js';
import { frocWithIntervals } from '../evaluation/froc-interval.js';
import type { Boxes } from '../system/boxes.js';
import type { Choices } from '../system/choices.js';
import type { TrainedSystem } from '../system/train-system.js';
import { chooseSettings, searchAll } from './choose-settings.js';
import { checkNetworks, exportNetworks } from './export-networks.js';
import { modelCard, type LessonRow } from './model-card.js';
import { referenceOf } from './reference.js';

export interface PackageRequest {
  trained: TrainedSystem;
  choices: Choices;
  version: string;
  /** ISO 8601; given, so that the same training gives the same bytes. */
  createdAt: string;
  /** The command that makes this package again. */
  command: string;
  /** Paths of the boxes that were learned from, and of whole scans of other patients. */
  training: Boxes['training'];
  validation: readonly string[];
  /** What each lesson brought, where it was measured. */
  lessons: readonly LessonRow[];
  /** Whom real scans are owed to. */
  attribution?: readonly string[];
  say?: (line: string) => void;
}

const ATTRIBUTION = 'Phantoms of this repository (datasets/phantom-ct), Apache-2.0: there is no patient in them';

/** @throws {CasebookError} `ONNX_MISMATCH` */
export async function packageContents(request: PackageRequest): Promise<PackageContents> {
  const { trained, choices, version, createdAt, command, training, validation, lessons, say } = request;
  const files = await exportNetworks(trained.detector, trained.reducer);
  const worst = await checkNetworks(files, trained.detector, trained.reducer);
  const networks = await openNetworks(files);
  const searched = await searchAll(validation, networks, (name) => say?.(`searched ${name}`)).finally(() => networks.release());
  const chosen = chooseSettings(searched);
  const metrics = Object.entries(chosen.results).map(([model, results]): MetricsRow => ({
    model,
    mode: 'validation',
    n: results.length,
    metrics: frocWithIntervals(results, { seed: choices.seed }),
  }));
  const attribution = [ATTRIBUTION, ...(request.attribution ?? [])];
  const names = Object.values(training)
    .flat()
    .map((path) => basename(path));
  return {
    name: PACKAGE_NAME,
    version,
    createdAt,
    description: 'Finds lung nodules in CTs of the chest. For research use, not a medical device.',
    contract: { name: CONTRACT_NAME, hash: contractHash() },
    data: {
      name: Object.entries(training).filter(([, paths]) => paths.length > 0).map(([material]) => material).join(' + '), // prettier-ignore
      sha256: createHash('sha256').update(names.join('\n')).digest('hex'),
      split: { kind: 'by patient; phantoms by seed', seed: choices.seed },
      seed: choices.seed,
    },
    metrics,
    training: JSON.parse(JSON.stringify(choices)),
    licence: { spdx: 'Apache-2.0', attribution },
    files: {
      [PACKAGE_FILES.detector]: files.detector,
      [PACKAGE_FILES.detectorHalf]: files.detectorHalf,
      [PACKAGE_FILES.reducer]: files.reducer,
      [PACKAGE_FILES.reducerHalf]: files.reducerHalf,
      [PACKAGE_FILES.settings]: `${JSON.stringify(chosen.settings, null, 2)}\n`,
      'reference.json': JSON.stringify(referenceOf(searched, chosen)),
      'MODEL_CARD.md': modelCard({
        version,
        command,
        metrics,
        lessons,
        worst,
        settings: chosen.settings,
        bytes: Object.values(files).reduce((sum, file) => sum + file.length, 0),
        parameters: { detector: trained.detector.model.countParams(), reducer: trained.reducer.model.countParams() },
        boxes: names.length,
        attribution,
      }),
    },
  };
}
