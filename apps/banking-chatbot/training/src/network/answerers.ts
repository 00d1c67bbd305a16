/** A network in training, and an exported file, asked the same way. */
import { type Head, HEAD_OUTPUTS, MODEL_INPUTS } from '@casebook/banking-chatbot-contract/understanding';
import type { Feeds } from '@casebook/onnx-export';
import * as tf from '@tensorflow/tfjs';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { type AssistantNetwork, askerOf, type TokenBatch } from './assistant-network.js';
import type { Answerer } from './validation-scores.js';

export function networkAnswerer(network: AssistantNetwork): Answerer {
  const ask = askerOf(network);
  return (batch, heads) =>
    tf.tidy(() => {
      const { logits } = ask(heads)(batch);
      return Object.fromEntries(heads.map((head) => [head, logits[head]!.dataSync() as Float32Array]));
    });
}

export const sessionAnswerer =
  (session: InferenceSession): Answerer =>
  async (batch, heads) => {
    const answer = await session.run(feedsOf(batch), heads.map((head) => HEAD_OUTPUTS[head])); // prettier-ignore
    return Object.fromEntries(heads.map((head: Head) => [head, answer[HEAD_OUTPUTS[head]]!.data as Float32Array]));
  };

/** Inputs of the exported file. */
export function feedsOf({ ids, mask }: TokenBatch): Feeds {
  const int64 = (values: ArrayLike<number>) =>
    new Tensor('int64', BigInt64Array.from(values as ArrayLike<number> & Iterable<number>, BigInt), ids.shape);
  const [inputIds, attentionMask, types] = MODEL_INPUTS;
  return { [inputIds]: int64(ids.dataSync()), [attentionMask]: int64(mask.dataSync()), [types]: int64(new Uint8Array(ids.size)) };
}
