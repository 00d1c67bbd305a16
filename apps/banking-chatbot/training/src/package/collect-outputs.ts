/** All that the exported file says about some texts. */
import { EMBEDDING_OUTPUT, type Head, HEAD_OUTPUTS } from '@casebook/banking-chatbot-contract/understanding';
import * as tf from '@tensorflow/tfjs';
import type { InferenceSession } from 'onnxruntime-node';
import { feedsOf } from '../network/answerers.js';
import { inOrder, type Part } from '../network/text-batches.js';

export interface Outputs {
  /** By head of the part, one array a text, in the part's order: [labels], or [tokens, labels] for a tagger. */
  logits: Partial<Record<Head, Float32Array[]>>;
  /** At unit length, row-major. */
  embeddings: Float32Array;
  dimension: number;
}

/** Of one at a time unless told: dynamic quantisation makes an answer depend a little on its batch. */
export async function collectOutputs(session: InferenceSession, part: Part, batchSize = 1): Promise<Outputs> {
  const heads = Object.keys(part.heads) as Head[];
  const texts = part.examples.length;
  const logits = Object.fromEntries(heads.map((head) => [head, new Array<Float32Array>(texts)]));
  let [embeddings, dimension] = [new Float32Array(0), 0];
  for (const { values } of inOrder(part, batchSize)) {
    const answer = await session.run(feedsOf(values));
    for (const head of heads) scatter(answer[HEAD_OUTPUTS[head]]!.data as Float32Array, logits[head]!, values.rows);
    const vectors = answer[EMBEDDING_OUTPUT]!.data as Float32Array;
    dimension = vectors.length / values.rows.length;
    if (embeddings.length === 0) embeddings = new Float32Array(texts * dimension);
    values.rows.forEach((row, i) => embeddings.set(vectors.subarray(i * dimension, (i + 1) * dimension), row * dimension));
    tf.dispose([values.ids, values.mask, values.targets as tf.NamedTensorMap]);
  }
  return { logits, embeddings, dimension };
}

function scatter(values: Float32Array, into: Float32Array[], rows: Int32Array): void {
  const width = values.length / rows.length;
  rows.forEach((row, i) => (into[row] = values.slice(i * width, (i + 1) * width)));
}
