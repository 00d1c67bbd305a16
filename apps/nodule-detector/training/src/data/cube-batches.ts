/** Cubes around nodules and around what was taken for some. */
import { PREPARATION, readBox } from '@casebook/nodule-detector-contract/detector';
import { type BatchSource, createRandom, deriveSeed, type Random } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { changeLook } from '../augment/change-look.js';
import { cutCrop } from '../augment/cut-crop.js';
import { drawPose } from '../augment/pose.js';
import { drawCrops, type Source } from './crop-list.js';
import { type PreparedScan, readPreparedScan } from './prepared-scan.js';

export interface CubeBatch {
  /** [B, 32, 32, 32, 1] */
  cube: tf.Tensor5D;
  /** [B, 1]: 1 for a nodule. */
  label: tf.Tensor2D;
}

export interface CubeBatchOptions {
  /** Cubes of an epoch. */
  count: number;
  batchSize: number;
  seed: number;
}

/** The detector's centres are about so far off, voxels. */
const JITTER = 2;
/** Half nodules; of the rest most are the detector's own mistakes. */
const SHARES = { nodules: 0.5, places: 0.1, hard: 0.4 };
const SIDE = PREPARATION.cube;

export function cubeBatches(sources: readonly Source[], { count, batchSize, seed }: CubeBatchOptions): BatchSource<CubeBatch> {
  const batches = Math.floor(count / batchSize);
  return {
    samples: batches * batchSize,
    batches,
    config: { sources: sources.length, hard: sources.reduce((sum, { hard }) => sum + hard.length, 0), count, batchSize, seed },
    epoch: async function* (epoch, from) {
      const crops = drawCrops(sources, batches * batchSize, createRandom(deriveSeed(seed, epoch)), SHARES);
      for (let batch = from; batch < batches; batch++) {
        const random = createRandom(deriveSeed(seed, epoch, batch));
        const some = crops.slice(batch * batchSize, (batch + 1) * batchSize);
        const scans = await Promise.all(some.map(({ path }) => readPreparedScan(path)));
        const values = new Float32Array(batchSize * SIDE ** 3);
        const labels = scans.map((scan, n) => {
          const { cube, label } = makeCube(scan, some[n]!.near, random);
          values.set(cube, n * SIDE ** 3);
          return [label];
        });
        yield {
          samples: batchSize,
          values: { cube: tf.tensor5d(values, [batchSize, SIDE, SIDE, SIDE, 1]), label: tf.tensor2d(labels) },
        };
      }
    },
  };
}

/** @returns the label 1 where the middle lies within a nodule, whatever the place was listed as */
export function makeCube(scan: PreparedScan, near: readonly number[], random: Random): { cube: Float32Array; label: number } {
  const middle = near.map((value) => value + JITTER * (2 * random.next() - 1)) as [number, number, number];
  const hounsfield = cutCrop(scan, middle, SIDE, drawPose(random));
  changeLook(hounsfield, SIDE, random);
  const cube = readBox({ data: hounsfield, shape: [SIDE, SIDE, SIDE] }, [0, 0, 0], [SIDE, SIDE, SIDE]);
  const isHit = scan.nodules.some(
    ({ center, diameterMm }) => Math.hypot(...center.map((value, axis) => value - middle[axis]!)) < Math.max(diameterMm / 2, 2),
  );
  return { cube, label: isHit ? 1 : 0 };
}
