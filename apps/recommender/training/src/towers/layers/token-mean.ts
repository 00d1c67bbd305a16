/** What a text says: the mean of its tokens' embeddings. */
import { registerLayerExporter, weightedSum } from '@casebook/onnx-export';
import * as tf from '@tensorflow/tfjs';
import { onlyTensor } from './tensors.js';

export interface TokenMeanConfig {
  name?: string;
  /** Rows of the table; row 0 is "no token" and counts for nothing. */
  buckets: number;
  dimension: number;
}

/** Tokens [n, t] int32 to [n, d]; zeros for a text without tokens. */
export class TokenMean extends tf.layers.Layer {
  static readonly className = 'TokenMean';
  private embeddings!: tf.LayerVariable;

  constructor(private readonly config: TokenMeanConfig) {
    super(config);
  }

  override build(): void {
    this.embeddings = this.addWeight('embeddings', [this.config.buckets, this.config.dimension], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return [inputShape[0]!, this.config.dimension];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const tokens = onlyTensor(inputs) as tf.Tensor2D;
      const present = tf.cast(tf.greater(tokens, 0), 'float32');
      const weights = tf.div(present, tf.maximum(tf.sum(present, 1, true), 1));
      const rows = tf.reshape(tf.gather(this.embeddings.read(), tf.reshape(tokens, [-1])), [...tokens.shape, this.config.dimension]);
      return tf.sum(tf.mul(rows, tf.expandDims(weights, 2)), 1);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.config };
  }
}
tf.serialization.registerClass(TokenMean);

registerLayerExporter(
  'TokenMean',
  ({ graph, inputs, parameter }) => {
    const [tokens] = inputs as [string];
    const present = graph.node('Cast', [graph.node('Cast', [tokens], { to: BOOL })], { to: FLOAT }); // anything but 0 is true
    const count = graph.node('ReduceSum', [present, graph.integers([1])], { keepdims: 1 });
    const weights = graph.node('Div', [present, graph.node('Max', [count, graph.scalar(1)])]);
    return weightedSum(graph, graph.node('Gather', [parameter('embeddings'), tokens]), weights);
  },
  { integers: true },
);

/** onnx.TensorProto.DataType */
const FLOAT = 1;
const BOOL = 9;
