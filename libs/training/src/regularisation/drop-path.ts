/** Stochastic depth: leaves a residual branch out, for some of the examples, in training. */
import * as tf from '@tensorflow/tfjs';
import { dropoutMask } from '../layers/core/dropout-noise.js';
import { DroppingLayer, type FastDropoutArgs } from '../layers/core/fast-dropout.js';
import { type CallArgs, oneTensor } from '../layers/core/layer-io.js';
import './drop-path.onnx.js';

/** `rate`: probability that an example skips the branch, in [0, 1). */
export type DropPathArgs = FastDropoutArgs;

/**
 * [B, …] to the same: in training the whole branch is 0 for an example with probability `rate`, and scaled by 1/(1 − rate) for the others
 * (Huang et al. 2016, with the scale at training time); x itself outside of training. Draws from the same seeded stream as dropout.
 *
 * @example
 * const branch = new DropPath({ rate: rates[block] }).apply(convolution.apply(x)) as tf.SymbolicTensor;
 * const y = tf.layers.add().apply([x, branch]);
 */
export class DropPath extends DroppingLayer {
  static readonly className = 'DropPath';

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallArgs): tf.Tensor {
    const x = oneTensor(inputs);
    if (kwargs['training'] !== true || this.rate === 0) return x;
    return tf.tidy(() => x.mul(dropoutMask([x.shape[0]!, ...x.shape.slice(1).map(() => 1)], this.rate)));
  }
}
tf.serialization.registerClass(DropPath);

/** Rates that rise linearly with depth, so that early blocks, which all others need, are dropped least (Huang et al. 2016, eq. 4). */
export const dropPathRates = (blocks: number, last: number): number[] =>
  Array.from({ length: blocks }, (_, block) => ((block + 1) / blocks) * last);
