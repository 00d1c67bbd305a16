/** Proof that the exported file computes what was trained. */
import { HEAD_OUTPUTS, type Head } from '@casebook/banking-chatbot-contract/understanding';
import { CasebookError } from '@casebook/core';
import { withSession } from '@casebook/onnx-export';
import * as tf from '@tensorflow/tfjs';
import type { Corpus } from '../corpora/corpus.js';
import type { Example } from '../corpora/encode-corpus.js';
import { feedsOf } from '../network/answerers.js';
import { askHeads, type AssistantNetwork } from '../network/assistant-network.js';
import { makeBatch } from '../network/text-batches.js';

/** Largest absolute difference of a logit between an ONNX file in float32 and its original. */
export const TOLERANCE = 1e-3;

/** @returns the largest difference found. @throws {CasebookError} `ONNX_MISMATCH` */
export async function checkOnnx(onnx: Uint8Array, network: AssistantNetwork, examples: readonly Example[]): Promise<number> {
  const names = Object.keys(network.heads) as Head[];
  const nothing: Corpus['heads'] = {};
  const { values } = makeBatch(
    { examples, heads: nothing },
    0,
    Int32Array.from(examples, (_, i) => i),
  );
  const answers = await withSession(onnx, (session) => session.run(feedsOf(values)));
  const worst = tf.tidy(() => {
    const { logits } = askHeads(network, names)(values);
    const differences = names.map((name) => tf.max(tf.abs(tf.sub(logits[name]!, tf.tensor(answers[HEAD_OUTPUTS[name]]!.data as Float32Array, logits[name]!.shape))))); // prettier-ignore
    return tf.max(tf.stack(differences)).dataSync()[0]!;
  });
  tf.dispose([values.ids, values.mask]);
  if (worst <= TOLERANCE) return worst;
  throw new CasebookError(
    'ONNX_MISMATCH',
    `The exported network differs from the trained one by ${worst.toExponential(1)}, more than ${TOLERANCE}: the package is not written. Train again; if it stays, the export is wrong.`,
  );
}
