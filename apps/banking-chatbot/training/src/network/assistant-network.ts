/** One encoder with a head for each label set. */
import type { Head, LabelsFile, LabelSet } from '@casebook/banking-chatbot-contract/understanding';
import { SequencePooling } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';

export interface AssistantNetwork {
  /** All heads' logits in the order of `heads`, then the pooled vector: what is trained, checkpointed and exported. */
  model: tf.LayersModel;
  heads: LabelsFile;
}

/** What a batch of texts is, as the encoder reads it: int32 [B, L], mask 1 = token. */
export interface TokenBatch {
  ids: tf.Tensor;
  mask: tf.Tensor;
}

export interface NetworkAnswer {
  /** By head: [B, labels], or [B, L, labels] for a tagger. */
  logits: Partial<Record<Head, tf.Tensor>>;
  /** [B, hidden]: mean of the last states over the tokens. */
  pooled: tf.Tensor;
  /** After each block: [B, L, hidden]. */
  states: tf.Tensor[];
}

export const isTagger = ({ kind }: LabelSet): boolean => kind === 'bio' || kind === 'io';

/** Name of a head's layer, and of its weights. */
export const headLayer = (name: string): string => `head.${name}`;

/** Blocks of the encoder. */
export const depthOf = ({ model }: AssistantNetwork): number =>
  model.layers.filter(({ name }) => /^encoder\.\d+\.attention$/.test(name)).length;

/**
 * Puts heads on an encoder: dense layers on the mean of the last states, and on each state for taggers.
 *
 * @param encoder of `bertEncoder`
 * @param seed of the heads' first weights
 */
export function assistantNetwork(encoder: tf.LayersModel, heads: LabelsFile, seed = 1): AssistantNetwork {
  const last = encoder.outputs[0]!;
  const pooled = new SequencePooling({ name: 'pooling', mode: 'mean' }).apply([last, encoder.inputs[1]!]) as tf.SymbolicTensor;
  const logits = Object.entries(heads).map(([name, head], i) => headOn(isTagger(head) ? last : pooled, name, head, seed + i));
  return { model: tf.model({ inputs: encoder.inputs, outputs: [...logits, pooled], name: 'banking_assistant' }), heads };
}

function headOn(states: tf.SymbolicTensor, name: string, head: LabelSet, seed: number): tf.SymbolicTensor {
  const kernelInitializer = tf.initializers.truncatedNormal({ mean: 0, stddev: 0.02, seed });
  return tf.layers.dense({ name: headLayer(name), units: head.labels.length, kernelInitializer }).apply(states) as tf.SymbolicTensor;
}

/** Of a batch, to be called in `tf.tidy`. */
export type Ask = (batch: TokenBatch, training?: boolean) => NetworkAnswer;

/** How the network is asked for some of its heads; others are not computed. */
export function askHeads(network: AssistantNetwork, names: readonly Head[]): Ask {
  const { model, heads } = network;
  const all = Object.keys(heads);
  const chosen = names.map((name) => model.outputs[all.indexOf(name)]!);
  const states = Array.from({ length: depthOf(network) }, (_, i) => model.getLayer(`encoder.${i}.output_norm`).output as tf.SymbolicTensor);
  const part = tf.model({ inputs: model.inputs, outputs: [...chosen, model.outputs.at(-1)!, ...states] });
  return ({ ids, mask }, training = false) => {
    const inputs = model.inputs.length === 3 ? [ids, mask, tf.zerosLike(ids)] : [ids, mask];
    const outputs = part.apply(inputs, { training }) as tf.Tensor[];
    const logits = Object.fromEntries(names.map((name, i) => [name, outputs[i]!]));
    return { logits, pooled: outputs[names.length]!, states: outputs.slice(names.length + 1) };
  };
}

/** One sub-network for each set of heads, made when it is first asked for. */
export function askerOf(network: AssistantNetwork): (names: readonly Head[]) => Ask {
  const made = new Map<string, Ask>();
  return (names) => {
    const key = names.join();
    const ask = made.get(key) ?? askHeads(network, names);
    made.set(key, ask);
    return ask;
  };
}
