/** A small encoder that tells intents, and shows its inside for distillation. */
import { exportOnnx, withSession, type Feeds } from '@casebook/onnx-export';
import { bertEncoder, bertOutputs, bootstrapMean, SequencePooling, type NetworkView } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { Tensor } from 'onnxruntime-node';
import { padded } from './word-tokens.js';

export interface NetworkSize {
  layers: number;
  hidden: number;
  heads: number;
  feedForward: number;
}

/** Longer questions are cut; 89 % of BANKING77's are not. */
export const LENGTH = 24;

/** Outputs: logits, the last state, the states before it, attentions. */
export function intentNetwork(size: NetworkSize, vocabulary: number, classes: number, seed: number): tf.LayersModel {
  const encoder = bertEncoder({ ...size, vocabulary, maxPositions: LENGTH, seed, epsilon: 1e-6, hiddenStates: true, attentions: true });
  const states = encoder.outputs;
  const pooled = new SequencePooling({ name: 'pooling', mode: 'mean' }).apply([states[0]!, encoder.inputs[1]!]) as tf.SymbolicTensor;
  const kernelInitializer = tf.initializers.truncatedNormal({ mean: 0, stddev: 0.05, seed });
  const logits = tf.layers.dense({ name: 'classifier', units: classes, kernelInitializer }).apply(pooled) as tf.SymbolicTensor;
  return tf.model({ inputs: encoder.inputs, outputs: [logits, ...states] });
}

export type Batch = Record<'ids' | 'mask' | 'label', tf.Tensor>;

/** What the network shows for a batch. @param training with dropout */
export const viewOf =
  (network: tf.LayersModel, training = false) =>
  ({ ids, mask }: Batch): NetworkView => {
    const [logits, ...encoder] = network.apply([ids, mask], { training }) as tf.Tensor[];
    return { logits: logits!, ...bertOutputs(encoder, { layers: depth(network), hiddenStates: true, attentions: true }) };
  };

/** Logits and the embeddings' state, then a state and attentions for each layer. */
export const depth = (network: tf.LayersModel): number => (network.outputs.length - 2) / 2;

/** Logits alone: what is served. */
export const toOnnx = (network: tf.LayersModel): Promise<Uint8Array> =>
  exportOnnx(tf.model({ inputs: network.inputs, outputs: network.outputs[0]!, name: 'intents' }), {
    outputNames: ['logits'],
    dimensions: { inputIds: ['batch', 'length'], attentionMask: ['batch', 'length'] },
  });

/** One run's inputs; as long as its longest question. */
export function feeds(rows: readonly (readonly number[])[]): Feeds {
  const length = Math.min(LENGTH, Math.max(1, ...rows.map((tokens) => tokens.length)));
  const { ids, mask } = padded(rows, length);
  const shape = [rows.length, length];
  return { inputIds: new Tensor('int32', ids, shape), attentionMask: new Tensor('int32', mask, shape) };
}

/** Share of questions whose intent is found, one at a time as in service, with the 95 % interval. */
export async function accuracy(onnx: Uint8Array, rows: readonly (readonly number[])[], labels: Int32Array, seed: number) {
  const right = await withSession(onnx, async (session) => {
    const hits: number[] = [];
    for (const [row, tokens] of rows.entries()) {
      const logits = (await session.run(feeds([tokens])))['logits']!.data as Float32Array;
      hits.push(logits.indexOf(Math.max(...logits)) === labels[row] ? 1 : 0);
    }
    return hits;
  });
  const { value, low, high } = bootstrapMean(right, { seed });
  return { accuracy: value, accuracy_low: low, accuracy_high: high };
}
