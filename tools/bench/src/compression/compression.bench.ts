/** `npm run bench -- compression [--data DIR] [--json FILE]`: intents of BANKING77 with less and less network. */
import { describeBackend, formatCompression, useBackend } from '@casebook/training';
import type { BenchRow } from '../report.js';
import { compressIntents, type IntentCompression } from './compress-intents.js';
import { generateIntents, readBanking } from './intent-data.js';

/** What was pruned learns again for a little, at half the rate. */
const lessons = (epochs: number, learningRate: number): IntentCompression['lessons'] => ({
  teacher: { epochs, learningRate },
  student: { epochs, learningRate },
  afterPruning: { epochs: 2, learningRate: learningRate / 2 },
});

/** Chosen on the validation part, which is a fifth of the training file; the test file is not read. */
const whole: IntentCompression = {
  seed: 1,
  teacher: { layers: 4, hidden: 96, heads: 4, feedForward: 384 },
  studentLayers: 2,
  lessons: lessons(5, 2e-3),
  batchSize: 64,
  minCount: 2,
  loseAtMost: 0.1,
  rounds: 400,
  output: process.stderr,
};

/** On generated sentences, in seconds: shows that the path works, and no more. */
export const quick: IntentCompression = {
  ...whole,
  teacher: { layers: 2, hidden: 16, heads: 2, feedForward: 32 },
  studentLayers: 1,
  lessons: lessons(6, 1e-2),
  batchSize: 16,
  minCount: 1,
  loseAtMost: 0.25,
  rounds: 5,
  output: null,
};

export interface CompressionBench {
  data?: string;
  quick?: boolean;
}

export async function benchCompression({ data, quick: small = false }: CompressionBench): Promise<BenchRow[]> {
  console.log(describeBackend(await useBackend()));
  const onRow: IntentCompression['onRow'] = (row) => console.log(formatCompression([row]));
  const { rows } = await compressIntents(small ? generateIntents({ classes: 3, perClass: 32 }) : await readBanking(data), {
    ...(small ? quick : whole),
    onRow,
  });
  return rows;
}
