/** Everything in this folder, at once. */
import * as tf from '@tensorflow/tfjs';
import { preferOneDnn } from '../native-ops/one-dnn.js';
import { fuseReluGradient } from '../native-ops/relu-gradient.js';
import { repairAveragePoolGradient } from './average-pool-gradient.js';
import { repairBatchNormalization5D } from './batch-norm-5d.js';
import { repairConv3DGradients } from './conv3d-gradients.js';
import { repairMaxPool3DGradient } from './max-pool-3d-gradient.js';
import { nameMissingGradients } from './missing-gradients.js';
import { repairUnsortedSegmentSum } from './unsorted-segment-sum.js';
import { refuseWrongWasmKernels } from './wasm-refusals.js';
import { speedUpWasmRowGather } from './wasm-row-gather.js';

/** Repairs or refuses what TensorFlow.js 4.22 computes wrongly, slowly or not at all; calling again is harmless. */
export function repairKernels(): void {
  preferOneDnn();
  fuseReluGradient();
  repairUnsortedSegmentSum();
  refuseWrongWasmKernels();
  speedUpWasmRowGather();
  repairMaxPool3DGradient();
  repairAveragePoolGradient();
  repairConv3DGradients();
  nameMissingGradients();
  repairBatchNormalization5D();
  silenceAdvertisement();
}

/** The cpu engine prints, on its first use in Node, that tfjs-node is faster: `describeBackend` says that, and why it isn't used. */
function silenceAdvertisement(): void {
  const cpu = tf.findBackend('cpu') as { firstUse?: boolean } | null;
  if (cpu) cpu.firstUse = false;
}
