/** Dropout (Srivastava et al. 2014) from the stream of ./dropout-noise.ts; does nothing outside of training. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { dropoutMask } from './dropout-noise.js';
import { oneTensor, type CallArgs, type LayerArgs } from './layer-io.js';
import './fast-dropout.onnx.js';

export interface FastDropoutArgs extends LayerArgs {
  /** Share that is set to zero, in [0, 1). */
  rate: number;
}

/** x where not training; else zeros at random places and the rest scaled by 1/(1 − rate). */
export const dropout = (x: tf.Tensor, rate: number, training: unknown): tf.Tensor =>
  training === true && rate > 0 ? tf.mul(x, dropoutMask(x.shape, rate)) : x;

/** @throws {InvalidInputError} `DROPOUT_RATE` where the rate is not in [0, 1) */
export function requireRate(rate: number): number {
  if (rate >= 0 && rate < 1) return rate;
  throw new InvalidInputError('DROPOUT_RATE', `A dropout rate of ${rate} is not possible: take one from 0 up to, not including, 1.`);
}

/** A layer that leaves something out at a rate; see `dropout` for the scale. */
export abstract class DroppingLayer extends tf.layers.Layer {
  readonly rate: number;

  /** @throws {InvalidInputError} `DROPOUT_RATE` where the rate is not in [0, 1) */
  constructor(args: FastDropoutArgs) {
    super(args);
    this.rate = requireRate(args.rate);
    this.supportsMasking = true;
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate };
  }
}

export class FastDropout extends DroppingLayer {
  static readonly className = 'FastDropout';

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallArgs): tf.Tensor {
    return tf.tidy(() => dropout(oneTensor(inputs), this.rate, kwargs['training']));
  }
}
tf.serialization.registerClass(FastDropout);
