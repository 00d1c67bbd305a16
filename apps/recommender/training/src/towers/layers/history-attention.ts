/** One vector for a history: attention whose question comes from its latest item. */
import { attentionPool, registerLayerExporter } from '@casebook/onnx-export';
import * as tf from '@tensorflow/tfjs';

export interface HistoryAttentionConfig {
  name?: string;
  /** Places of a history. */
  length: number;
  /** Numbers that come with each place (recency, counts …). */
  signals: number;
  dimension: number;
}

/**
 * Items [n, length, d], signals [n, length, s] and mask [n, length] (1 = an item, 0 = empty) to
 * - pooled [n, d]: Σ softmax(q · kᵢ / √d + bias of the signals) · xᵢ, where x = item + W signals + position, q comes from the latest x
 *   and k from each (after Li et al., NARM, CIKM 2017); zeros for an empty history
 * - latest [n, d]: x of the first place
 */
export class HistoryAttention extends tf.layers.Layer {
  static readonly className = 'HistoryAttention';
  private signalEmbedding!: tf.LayerVariable;
  private positionEmbedding!: tf.LayerVariable;
  private key!: tf.LayerVariable;
  private query!: tf.LayerVariable;
  private queryBias!: tf.LayerVariable;
  private signalBias!: tf.LayerVariable;

  constructor(private readonly config: HistoryAttentionConfig) {
    super(config);
  }

  override build(): void {
    const { length, signals, dimension: d } = this.config;
    const weight = (name: string, shape: number[]) => this.addWeight(name, shape, 'float32', tf.initializers.zeros());
    this.signalEmbedding = weight('signalEmbedding', [signals, d]);
    this.positionEmbedding = weight('positionEmbedding', [length, d]);
    this.key = weight('key', [d, d]);
    this.query = weight('query', [d, d]);
    this.queryBias = weight('queryBias', [d]);
    this.signalBias = weight('signalBias', [signals, 1]);
    this.built = true;
  }

  override computeOutputShape([items]: tf.Shape[]): tf.Shape[] {
    const pooled: tf.Shape = [items![0]!, this.config.dimension];
    return [pooled, pooled];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor[] {
    return tf.tidy(() => {
      const { length, signals: width, dimension: d } = this.config;
      const [items, signals, mask] = inputs as [tf.Tensor3D, tf.Tensor3D, tf.Tensor2D];
      const rows = items.shape[0];
      const flat = tf.reshape(signals, [-1, width]) as tf.Tensor2D;
      const signalled = tf.reshape(tf.matMul(flat, matrix(this.signalEmbedding)), [rows, length, d]);
      const sequence = tf.add(tf.add(items, signalled), this.positionEmbedding.read());
      const latest = tf.mul(tf.reshape(tf.slice(sequence, [0, 0, 0], [rows, 1, d]), [rows, d]), tf.slice(mask, [0, 0], [rows, 1]));
      const query = tf.add(tf.matMul(latest as tf.Tensor2D, matrix(this.query)), this.queryBias.read());
      const keys = tf.reshape(tf.matMul(tf.reshape(sequence, [-1, d]) as tf.Tensor2D, matrix(this.key)), [rows, length, d]);
      const match = tf.sum(tf.mul(keys, tf.expandDims(query, 1)), 2);
      const bias = tf.reshape(tf.matMul(flat, matrix(this.signalBias)), [rows, length]);
      const attention = maskedSoftmax(tf.add(tf.div(match, Math.sqrt(d)), bias), mask);
      return [tf.sum(tf.mul(sequence, tf.expandDims(attention, 2)), 1), latest];
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
tf.serialization.registerClass(HistoryAttention);

const matrix = (weight: tf.LayerVariable): tf.Tensor2D => weight.read() as tf.Tensor2D;

/** Softmax over the unmasked places; a row that is masked whole becomes zeros. */
function maskedSoftmax(logits: tf.Tensor, mask: tf.Tensor): tf.Tensor {
  const open = tf.sub(logits, tf.mul(tf.sub(1, mask), 1e9));
  const shifted = tf.mul(tf.exp(tf.sub(open, tf.max(open, 1, true))), mask);
  return tf.div(shifted, tf.add(tf.sum(shifted, 1, true), 1e-9));
}

registerLayerExporter('HistoryAttention', ({ graph, inputs, config, parameter }) => {
  const [items, signals, mask] = inputs as [string, string, string];
  const product = (x: string, name: string) => graph.node('MatMul', [x, parameter(name)]);
  const add = (a: string, b: string) => graph.node('Add', [a, b]);
  const firstPlace = (x: string) => graph.node('Slice', [x, graph.integers([0]), graph.integers([1]), graph.integers([1])]);
  const sequence = add(add(items, product(signals, 'signalEmbedding')), parameter('positionEmbedding'));
  const latest = graph.node('Mul', [graph.node('Squeeze', [firstPlace(sequence), graph.integers([1])]), firstPlace(mask)]);
  const query = graph.node('Unsqueeze', [add(product(latest, 'query'), parameter('queryBias')), graph.integers([1])]);
  const products = graph.node('Mul', [product(sequence, 'key'), query]);
  const match = graph.node('ReduceSum', [products, graph.integers([-1])], { keepdims: 0 });
  const bias = graph.node('Squeeze', [product(signals, 'signalBias'), graph.integers([-1])]);
  const logits = add(graph.node('Div', [match, graph.scalar(Math.sqrt(config['dimension'] as number))]), bias);
  return [attentionPool(graph, sequence, logits, mask), latest];
});
