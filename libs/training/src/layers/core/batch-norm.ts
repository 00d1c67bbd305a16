/** Batch normalisation over the last axis, of any rank, with a gradient in few passes over memory. */
import * as tf from '@tensorflow/tfjs';
import { fusedBatchNorm, fusedBatchNormGradient } from '../../backend/native-ops/fused-batch-norm.js';
import { nativeCpu } from '../../backend/native-ops/native-op.js';
import { hasOneDnn } from '../../backend/native-ops/one-dnn.js';
import { given, oneShape, oneTensor, type CallArgs, type LayerArgs } from './layer-io.js';
import './batch-norm.onnx.js';

export interface BatchNormArgs extends LayerArgs {
  /** How much of the moving statistics a step keeps; 0.9 unless told. */
  momentum?: number;
  /** Added to the variance; 1e-3 unless told. */
  epsilon?: number;
}

/** Sees the statistics of a step, which live until it returns. */
type Observer = (mean: tf.Tensor, variance: tf.Tensor) => void;

/**
 * (x − mean) / √(variance + ε) · γ + β, mean and variance over all axes but the last (Ioffe & Szegedy 2015).
 *
 * For [batch, depth, height, width, channels] as for any other rank; automatic differentiation of tf.moments and tf.batchNorm takes about three
 * times as many passes over such a volume. The statistics carry no gradient of their own.
 */
export function batchNorm(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor, epsilon: number, observe?: Observer): tf.Tensor {
  const normalise = tf.customGrad((...args) => {
    const [rows, gamma, beta, save] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const engine = hasOneDnn() && nativeCpu();
    if (engine) {
      const { value, mean, variance, saved } = fusedBatchNorm(engine, rows, gamma, beta, epsilon);
      observe?.(mean, variance);
      save(saved);
      return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => fusedBatchNormGradient(engine, dy, saved, epsilon) };
    }
    const mean = tf.mean(rows, 0);
    const centred = tf.sub(rows, mean);
    const variance = tf.mean(tf.square(centred), 0);
    const scale = tf.rsqrt(tf.add(variance, epsilon));
    observe?.(mean, variance);
    save([centred, scale, gamma]);
    return { value: tf.add(tf.mul(centred, tf.mul(scale, gamma)), beta), gradFunc: gradient };
  });
  return tf.reshape(normalise(tf.reshape(x, [-1, x.shape.at(-1)!]), gamma, beta), x.shape);
}

/** dx = γ/σ · (dy − mean(dy) − x̂ · mean(dy · x̂)), x̂ the normalised x. */
function gradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  const [centred, scale, gamma] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
  const dBeta = tf.sum(dy, 0);
  const dGamma = tf.mul(tf.sum(tf.mul(dy, centred), 0), scale);
  const factor = tf.mul(gamma, scale);
  const share = tf.div(factor, -dy.shape[0]!);
  const fromStatistics = tf.add(tf.mul(centred, tf.mul(tf.mul(dGamma, scale), share)), tf.mul(dBeta, share));
  return [tf.add(tf.mul(dy, factor), fromStatistics), dGamma, dBeta];
}

/** As `batchNorm` in training, with moving averages of the statistics outside of it. Weights as in `tf.layers.batchNormalization`. */
export class BatchNorm extends tf.layers.Layer {
  static readonly className = 'BatchNorm';
  readonly epsilon: number;
  readonly momentum: number;
  private gamma: tf.LayerVariable;
  private beta: tf.LayerVariable;
  private movingMean: tf.LayerVariable;
  private movingVariance: tf.LayerVariable;

  constructor(args: BatchNormArgs = {}) {
    super(args);
    this.epsilon = args.epsilon ?? 1e-3;
    this.momentum = args.momentum ?? 0.9;
  }

  override build(shape: tf.Shape | tf.Shape[]): void {
    const channels = [oneShape(shape).at(-1)!];
    const [zeros, ones] = [tf.initializers.zeros(), tf.initializers.ones()];
    this.gamma = this.addWeight('gamma', channels, 'float32', ones);
    this.beta = this.addWeight('beta', channels, 'float32', zeros);
    this.movingMean = this.addWeight('moving_mean', channels, 'float32', zeros, undefined, false);
    this.movingVariance = this.addWeight('moving_variance', channels, 'float32', ones, undefined, false);
    super.build(shape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallArgs): tf.Tensor {
    return tf.tidy(() => {
      const x = oneTensor(inputs);
      const [gamma, beta] = [this.gamma.read(), this.beta.read()];
      if (kwargs['training'] !== true) {
        const scale = tf.mul(gamma, tf.rsqrt(tf.add(this.movingVariance.read(), this.epsilon)));
        return tf.add(tf.mul(x, scale), tf.sub(beta, tf.mul(this.movingMean.read(), scale)));
      }
      return batchNorm(x, gamma, beta, this.epsilon, (mean, variance) => {
        this.move(this.movingMean, mean);
        this.move(this.movingVariance, variance);
      });
    });
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...given({ momentum: this.momentum, epsilon: this.epsilon }) };
  }

  private move(average: tf.LayerVariable, now: tf.Tensor): void {
    average.write(tf.add(tf.mul(average.read(), this.momentum), tf.mul(now, 1 - this.momentum)));
  }
}
tf.serialization.registerClass(BatchNorm);
