/** A gated recurrent unit, trained about twice as fast as `tf.layers.gru`. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { given, shapes, tensors, type LayerArgs } from '../core/layer-io.js';
import './fast-gru.onnx.js';
import { gruRecurrence } from './gru-recurrence.js';

export interface FastGruArgs extends LayerArgs {
  units: number;
  /** Answer the states of all steps [B, T, U] instead of the last [B, U]. */
  returnSequences?: boolean;
  /** Let the reset gate act after the recurrent product, with a bias of its own, as Keras and PyTorch do; `tf.layers.gru` cannot. */
  resetAfter?: boolean;
  seed?: number;
}

/**
 * Input x [B, T, I], or x and a mask [B, T], 1 = step, 0 = padding, which may only follow the steps. A padded step keeps the state, and its place
 * in a returned sequence is 0.
 *
 * Weights as in Keras, gates in the order z, r, candidate: kernel [I, 3U], recurrent_kernel [U, 3U], bias [3U] or with `resetAfter` [2, 3U]. They
 * are those of `tf.layers.gru({ recurrentActivation: 'sigmoid' })`. Kernels begin uniform in ±1/√U, as PyTorch's.
 */
export class FastGru extends tf.layers.Layer {
  static readonly className = 'FastGru';
  readonly units: number;
  readonly returnSequences: boolean;
  readonly resetAfter: boolean;
  private kernel: tf.LayerVariable;
  private recurrentKernel: tf.LayerVariable;
  private bias: tf.LayerVariable;

  /** @throws {InvalidInputError} `GRU_UNITS` unless units is a whole number above 0 */
  constructor(private readonly args: FastGruArgs) {
    super(args);
    this.units = args.units;
    this.returnSequences = args.returnSequences ?? false;
    this.resetAfter = args.resetAfter ?? false;
    if (!Number.isInteger(this.units) || this.units < 1) {
      throw new InvalidInputError('GRU_UNITS', `A GRU of ${this.units} units is not possible: give a whole number above 0.`);
    }
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const inputs = shapes(inputShape)[0]!.at(-1)!;
    const width = 3 * this.units;
    const bound = 1 / Math.sqrt(this.units);
    const { seed } = this.args;
    const uniform = (offset: number) =>
      tf.initializers.randomUniform({ minval: -bound, maxval: bound, ...(seed !== undefined && { seed: seed + offset }) });
    this.kernel = this.addWeight('kernel', [inputs, width], 'float32', uniform(0));
    this.recurrentKernel = this.addWeight('recurrent_kernel', [this.units, width], 'float32', uniform(1));
    this.bias = this.addWeight('bias', this.resetAfter ? [2, width] : [width], 'float32', tf.initializers.zeros());
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x, mask] = tensors(inputs);
      const [batch, length, width] = x!.shape as [number, number, number];
      const units = this.units;
      const [bias, recurrentBias] = this.resetAfter ? tf.unstack(this.bias.read()) : [this.bias.read(), undefined];
      // the reset gate does not touch the gates' recurrent biases: they may be added at once
      const early = recurrentBias ? tf.add(bias!, tf.concat([recurrentBias.slice(0, 2 * units), tf.zeros([units])])) : bias!;
      const rows = tf.reshape(tf.transpose(x!, [1, 0, 2]), [length * batch, width]);
      const projected = tf.reshape(tf.add(tf.matMul(rows, this.kernel.read()), early), [length, batch, 3 * units]);
      const [gates, candidates] = tf.split(projected, [2 * units, units], 2) as [tf.Tensor, tf.Tensor];
      const [gateKernel, candidateKernel] = tf.split(this.recurrentKernel.read(), [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
      const kept = mask && tf.reshape(tf.transpose(tf.cast(mask, 'float32')), [length, batch, 1]);
      const states = gruRecurrence({
        gates,
        candidates,
        gateKernel,
        candidateKernel,
        ...(recurrentBias && { candidateBias: recurrentBias.slice(2 * units, units) }),
        ...(kept && { padding: tf.sub(1, kept) }),
        last: !this.returnSequences,
      });
      if (!this.returnSequences) return states;
      return tf.transpose(kept ? tf.mul(states, kept) : states, [1, 0, 2]);
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch, length] = shapes(inputShape)[0] as [number | null, number | null];
    return this.returnSequences ? [batch, length, this.units] : [batch, this.units];
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { units, returnSequences, resetAfter, seed } = this.args;
    return { ...super.getConfig(), ...given({ units, returnSequences, resetAfter, seed }) };
  }
}
tf.serialization.registerClass(FastGru);
