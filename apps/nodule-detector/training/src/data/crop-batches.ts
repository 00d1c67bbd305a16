/** Crops, changed and with targets, as the training loop takes them. */
import { PREPARATION, readBox } from '@casebook/nodule-detector-contract/detector';
import { type BatchSource, createRandom, deriveSeed, type Random } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { changeLook } from '../augment/change-look.js';
import { cutCrop, toCrop } from '../augment/cut-crop.js';
import { drawPose, type Pose } from '../augment/pose.js';
import type { DetectorBatch } from '../network/detector-loss.js';
import { type CropTargets, detectorTargets } from '../network/detector-targets.js';
import { type Crop, type CropShares, drawCrops, type Source } from './crop-list.js';
import { type Finding, type PreparedScan, readPreparedScan } from './prepared-scan.js';

export interface CropBatchOptions {
  /** Crops of an epoch. */
  count: number;
  batchSize: number;
  /** Side of a crop, voxels. */
  side: number;
  seed: number;
  shares?: CropShares;
}

/** How far from the middle of a crop a nodule may lie, as a share of its side: it stays in the crop, all but a rim. */
const JITTER = 0.3;

/** Each epoch another draw; the scans are read when they are needed, as they would not all fit into memory. */
export function cropBatches(
  sources: readonly Source[],
  { count, batchSize, side, seed, shares }: CropBatchOptions,
): BatchSource<DetectorBatch> {
  const batches = Math.floor(count / batchSize);
  const sizes = sources.map(({ nodules, places, hard }) => nodules.length + places.length + hard.length);
  return {
    samples: batches * batchSize,
    batches,
    config: { sources: sources.length, places: sizes.reduce((sum, n) => sum + n, 0), count, batchSize, side, seed },
    epoch: async function* (epoch, from) {
      const crops = drawCrops(sources, batches * batchSize, createRandom(deriveSeed(seed, epoch)), shares, JITTER * side);
      for (let batch = from; batch < batches; batch++) {
        const random = createRandom(deriveSeed(seed, epoch, batch));
        const drawn = await Promise.all(crops.slice(batch * batchSize, (batch + 1) * batchSize).map(({ path }) => readPreparedScan(path)));
        const made = drawn.map((scan, n) => makeCrop(scan, crops[batch * batchSize + n]!, side, random));
        yield { samples: batchSize, values: toTensors(made, side) };
      }
    },
  };
}

export interface MadeCrop extends CropTargets {
  tile: Float32Array;
}

/** @param random decides pose, place within the jitter, and look */
export function makeCrop(scan: PreparedScan, { near, jitter }: Pick<Crop, 'near' | 'jitter'>, side: number, random: Random): MadeCrop {
  const pose = drawPose(random);
  const middle = near.map((value, axis) => {
    const wanted = Math.round(value + jitter * (2 * random.next() - 1));
    return Math.min(Math.max(wanted, side / 2), Math.max(scan.shape[axis]! - side / 2, side / 2)); // within the scan where it is large enough
  }) as [number, number, number];
  const hounsfield = cutCrop(scan, middle, side, pose);
  changeLook(hounsfield, side, random);
  const tile = readBox({ data: hounsfield, shape: [side, side, side] }, [0, 0, 0], [side, side, side]);
  const inCrop = (findings: readonly Finding[]) => findings.map((finding) => posed(finding, middle, side, pose));
  return { tile, ...detectorTargets(side / PREPARATION.stride, inCrop(scan.nodules), inCrop(scan.excluded)) };
}

const posed = ({ center, diameterMm }: Finding, middle: [number, number, number], side: number, pose: Pose): Finding => ({
  center: toCrop(center, middle, side, pose),
  diameterMm: diameterMm * pose.zoom,
});

function toTensors(crops: readonly MadeCrop[], side: number): DetectorBatch {
  const cells = side / PREPARATION.stride;
  const stack = (of: (crop: MadeCrop) => Float32Array, length: number, channels: number) => {
    const values = new Float32Array(crops.length * length ** 3 * channels);
    crops.forEach((crop, n) => values.set(of(crop), n * length ** 3 * channels));
    return tf.tensor5d(values, [crops.length, length, length, length, channels]);
  };
  return {
    tile: stack(({ tile }) => tile, side, 1),
    heat: stack(({ heat }) => heat, cells, 1),
    weight: stack(({ weight }) => weight, cells, 1),
    shape: stack(({ shape }) => shape, cells, 4),
  };
}
