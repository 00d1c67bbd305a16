/** The trained network as one ONNX file, as service and transformers.js read it. */
import { EMBEDDING_OUTPUT, type Head, HEAD_OUTPUTS, MODEL_INPUTS } from '@casebook/banking-chatbot-contract/understanding';
import { exportOnnx } from '@casebook/onnx-export';
import { UnitLength } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import type { AssistantNetwork } from '../network/assistant-network.js';

/** Inputs of `bertEncoder`, in the order of `MODEL_INPUTS`. */
const INPUTS = ['inputIds', 'attentionMask', 'tokenTypeIds'] as const;

const shape = ['batch', 'length'] as const;

/** Logits of every head by the contract's names, and the pooled vector at unit length; inputs int64 [batch, length]. */
export function exportAssistant({ model, heads }: AssistantNetwork): Promise<Uint8Array> {
  const names = Object.keys(heads) as Head[];
  const embedding = new UnitLength({ name: EMBEDDING_OUTPUT }).apply(model.outputs.at(-1)!) as tf.SymbolicTensor;
  const served = tf.model({ inputs: model.inputs, outputs: [...model.outputs.slice(0, -1), embedding], name: 'banking_assistant' });
  const outputs = names.map((name) => HEAD_OUTPUTS[name]);
  return exportOnnx(served, {
    inputNames: Object.fromEntries(INPUTS.map((input, i) => [input, MODEL_INPUTS[i]!])),
    inputTypes: Object.fromEntries(INPUTS.map((input) => [input, 'int64' as const])),
    outputNames: [...outputs, EMBEDDING_OUTPUT],
    dimensions: Object.fromEntries([...INPUTS, ...outputs].map((edge) => [edge, shape])),
  });
}
