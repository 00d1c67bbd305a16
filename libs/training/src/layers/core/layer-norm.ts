/** Layer normalisation over the last axis: a small epsilon as BERT needs, and a gradient in few passes over memory. */
import * as tf from '@tensorflow/tfjs';
import { oneShape, oneTensor, type LayerArgs } from './layer-io.js';
import './layer-norm.onnx.js';

export interface LayerNormArgs extends LayerArgs {
  /** Added to the variance; 1e-12 (BERT's) unless told. */
  epsilon?: number;
}

/**
 * (x − mean) / √(variance + ε) · γ + β over the last axis (Ba, Kiros & Hinton 2016); γ and β have that axis' length.
 *
 * `tf.layers.layerNormalization` tiles mean, variance, γ and β to the shape of x, and takes at most four dimensions.
 */
export function layerNorm(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor, epsilon: number): tf.Tensor {
  return normalise(epsilon)(x, gamma, beta);
}

const normalise = (epsilon: number) =>
  tf.customGrad((...args) => {
    const [x, gamma, beta, save] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const centred = tf.sub(x, tf.mean(x, -1, true));
    const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
    const normal = tf.mul(centred, scale);
    save([normal, scale, gamma]);
    return {
      value: tf.add(tf.mul(normal, gamma), beta),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [normal, scale, gamma] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
        const others = dy.shape.slice(0, -1).map((_, axis) => axis);
        const dNormal = tf.mul(dy, gamma);
        const along = tf.mean(tf.mul(dNormal, normal), -1, true);
        const dx = tf.mul(tf.sub(tf.sub(dNormal, tf.mean(dNormal, -1, true)), tf.mul(normal, along)), scale);
        return [dx, tf.sum(tf.mul(dy, normal), others), tf.sum(dy, others)];
      },
    };
  });

export class LayerNorm extends tf.layers.Layer {
  static readonly className = 'LayerNorm';
  readonly epsilon: number;
  gamma: tf.LayerVariable;
  beta: tf.LayerVariable;

  constructor(args: LayerNormArgs = {}) {
    super(args);
    this.epsilon = args.epsilon ?? 1e-12;
  }

  override build(shape: tf.Shape | tf.Shape[]): void {
    const width = oneShape(shape).at(-1)!;
    this.gamma = this.addWeight('gamma', [width], 'float32', tf.initializers.ones());
    this.beta = this.addWeight('beta', [width], 'float32', tf.initializers.zeros());
    super.build(shape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => layerNorm(oneTensor(inputs), this.gamma.read(), this.beta.read(), this.epsilon));
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), epsilon: this.epsilon };
  }
}
tf.serialization.registerClass(LayerNorm);
