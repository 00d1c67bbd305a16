/** Multi-head self-attention with a padding mask. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { dropout, requireRate } from '../core/fast-dropout.js';
import { given, shapes, type CallArgs, type LayerArgs } from '../core/layer-io.js';
import './multi-head-self-attention.onnx.js';

export interface MultiHeadSelfAttentionArgs extends LayerArgs {
  heads: number;
  /** Width of a head; the input's width divided by the heads unless told (a pruned layer has fewer heads of the old width). */
  headSize?: number;
  /** Share of attention probabilities dropped in training; 0 unless told. */
  dropout?: number;
  /** Answer [context, probabilities] instead of the context alone. */
  returnProbabilities?: boolean;
  /** Standard deviation of the initial kernels; 0.02 unless told. */
  initializerRange?: number;
  seed?: number;
}

const PARTS = ['query', 'key', 'value', 'output'] as const;
type Part = (typeof PARTS)[number];

/**
 * softmax(QKᵀ / √d) V for each head, side by side through a last linear map (Vaswani et al. 2017).
 *
 * Inputs: x float32 [B, L, D] and mask [B, L], 1 = token, 0 = padding, which no place attends to. Where everything is padding the
 * attention is spread evenly. Output: context [B, L, D]; with `returnProbabilities` also probabilities [B, heads, L, L], before dropout.
 * Weights: kernel [D, heads·d] and bias of query, key and value; kernel [heads·d, D] and bias of output.
 */
export class MultiHeadSelfAttention extends tf.layers.Layer {
  static readonly className = 'MultiHeadSelfAttention';
  readonly heads: number;
  readonly returnProbabilities: boolean;
  headSize: number;
  private readonly rate: number;
  private kernels: Record<Part, tf.LayerVariable>;
  private biases: Record<Part, tf.LayerVariable>;

  constructor(private readonly args: MultiHeadSelfAttentionArgs) {
    super(args);
    this.heads = args.heads;
    this.rate = requireRate(args.dropout ?? 0);
    this.returnProbabilities = args.returnProbabilities ?? false;
  }

  /** @throws {InvalidInputError} `ATTENTION_HEADS` where the width is not a multiple of the heads and no head size is given */
  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const width = shapes(inputShape)[0]!.at(-1)!;
    this.headSize = this.args.headSize ?? width / this.heads;
    if (!Number.isInteger(this.headSize)) {
      throw new InvalidInputError(
        'ATTENTION_HEADS',
        `A width of ${width} does not divide into ${this.heads} heads: choose one that does, or give headSize.`,
      );
    }
    const inner = this.heads * this.headSize;
    const { initializerRange: stddev = 0.02, seed } = this.args;
    this.kernels = {} as Record<Part, tf.LayerVariable>;
    this.biases = {} as Record<Part, tf.LayerVariable>;
    PARTS.forEach((part, i) => {
      const [rows, columns] = part === 'output' ? [inner, width] : [width, inner];
      const initial = tf.initializers.truncatedNormal({ mean: 0, stddev, ...(seed !== undefined && { seed: seed + i }) });
      this.kernels[part] = this.addWeight(`${part}/kernel`, [rows, columns], 'float32', initial);
      this.biases[part] = this.addWeight(`${part}/bias`, [columns], 'float32', tf.initializers.zeros());
    });
    super.build(inputShape);
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: CallArgs): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const [x, mask] = inputs as [tf.Tensor3D, tf.Tensor2D];
      const [batch, length, width] = x.shape;
      const rows = tf.reshape(x, [-1, width]);
      const perHead = (part: Part) =>
        tf.transpose(tf.reshape(this.project(rows, part), [batch, length, this.heads, this.headSize]), [0, 2, 1, 3]);
      const scores = tf.mul(tf.matMul(perHead('query'), perHead('key'), false, true), 1 / Math.sqrt(this.headSize));
      // −1e9 rather than −∞: a row that is padding everywhere must not become NaN
      const away = tf.reshape(tf.mul(tf.sub(tf.cast(mask, 'float32'), 1), 1e9), [batch, 1, 1, length]);
      const probabilities = tf.softmax(tf.add(scores, away));
      const context = tf.matMul(dropout(probabilities, this.rate, kwargs['training']), perHead('value'));
      const merged = tf.reshape(tf.transpose(context, [0, 2, 1, 3]), [-1, this.heads * this.headSize]);
      const output = tf.reshape(this.project(merged, 'output'), [batch, length, width]);
      return this.returnProbabilities ? [output, probabilities] : output;
    });
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    const [batch, length, width] = shapes(inputShape)[0] as [number | null, number | null, number];
    const context = [batch, length, width];
    return this.returnProbabilities ? [context, [batch, this.heads, length, length]] : context;
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { heads, headSize, dropout: rate, returnProbabilities, initializerRange, seed } = this.args;
    return { ...super.getConfig(), ...given({ heads, headSize, dropout: rate, returnProbabilities, initializerRange, seed }) };
  }

  private project(rows: tf.Tensor, part: Part): tf.Tensor {
    return tf.fused.matMul({ a: rows, b: this.kernels[part].read(), bias: this.biases[part].read() });
  }
}
tf.serialization.registerClass(MultiHeadSelfAttention);
