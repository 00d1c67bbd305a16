/** Teaches the detector with the platform's loop. */
import { blocksOf, createUnfreezing, type RunFolder, seedDropout, train, type TrainResult } from '@casebook/training';
import { cropBatches } from '../data/crop-batches.js';
import type { Source } from '../data/crop-list.js';
import type { PreparedScan } from '../data/prepared-scan.js';
import { EVERYTHING, scoreScan, searchScan } from '../detect/search-scan.js';
import { tfNetworks } from '../detect/tf-networks.js';
import { froc } from '../evaluation/froc.js';
import type { DetectorNetwork } from './detector-network.js';
import { detectorLoss } from './detector-loss.js';
import { type Lesson, trainConfig } from './lesson.js';

export interface Classroom {
  /** It goes on from its last checkpoint there. */
  folder?: RunFolder;
  /** Boxes of other patients, searched after each epoch. */
  validation: readonly PreparedScan[];
  /** Where progress goes; nowhere where null. */
  output?: NodeJS.WritableStream | null;
}

/**
 * Batch normalisation of frozen levels goes on averaging: in other scans its statistics are theirs.
 * @throws as `train`
 */
export function teachDetector(
  network: DetectorNetwork,
  sources: readonly Source[],
  lesson: Lesson,
  classroom: Classroom,
): Promise<TrainResult> {
  const { folder, validation, output = process.stderr } = classroom;
  const data = cropBatches(sources, { ...lesson, count: lesson.crops });
  const blocks = blocksOf(network.model, /^(stem|level\.\d+)/);
  const isFrozen = (name: string) =>
    lesson.frozenLevels > 0 && (name === 'stem' || Number(/^level\.(\d+)/.exec(name)?.[1] ?? Infinity) < lesson.frozenLevels);
  const thaw = Math.round(lesson.frozenFor * lesson.epochs);
  const unfreezing = createUnfreezing({ blocks, schedule: { from: blocks.map(({ name }) => (isFrozen(name) ? thaw : 0)) } });
  seedDropout(lesson.seed);
  return train({
    model: network.model,
    data,
    loss: (batch) => detectorLoss(network, batch),
    config: trainConfig(lesson),
    name: lesson.name,
    output,
    ...(folder && { folder }),
    onEpoch: (epoch) => unfreezing.apply(epoch),
    ...(validation.length > 0 && { evaluate: async () => ({ 'box cpm': await boxCpm(network, validation) }) }),
  });
}

/** As if each box were a scan: comparable between epochs, not with whole scans. */
export async function boxCpm(network: Pick<DetectorNetwork, 'served'>, boxes: readonly PreparedScan[]): Promise<number> {
  const networks = tfNetworks(network);
  const results = [];
  for (const box of boxes) results.push(scoreScan(box, await searchScan(box, networks, EVERYTHING)));
  return froc(results).cpm;
}
