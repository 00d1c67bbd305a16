/** Smaller files with the same arithmetic: weights stored as int8 or half precision and turned back when the model is loaded. */
import type { TensorProto } from 'onnx-buf';
import { toHalf } from '../graph/rounding.js';
import { makeNode, OnnxEditor } from './onnx-editor.js';
import { quantiseWeights } from './scales.js';
import { dimensions, elements, floatValues } from './tensor-data.js';

export interface StoredWeights {
  /** Constants of fewer elements stay as they are, and so do vectors. 256 unless told. */
  atLeast?: number;
}

/**
 * Float32 matrices and kernels as half precision with a Cast behind them (ONNX Runtime computes it once, when it loads the file).
 * Values beyond 65,504 keep the constant as it is.
 */
export function storeHalf(bytes: Uint8Array, { atLeast = 256 }: StoredWeights = {}): Uint8Array<ArrayBuffer> {
  return rewrite(bytes, atLeast, (editor, tensor) => {
    const halves = Uint16Array.from(floatValues(tensor), toHalf);
    if (halves.some((half) => (half & 0x7c00) === 0x7c00)) return false;
    const stored = editor.addConstant(`${tensor.name}_half`, halves, dimensions(tensor));
    editor.graph.node.unshift(makeNode('Cast', [stored], tensor.name, { to: 1 }));
    return true;
  });
}

/**
 * Float32 matrices and kernels as int8 with DequantizeLinear behind them, one scale per channel: for what no integer kernel
 * computes, e.g. recurrent layers. The channel is the last dimension of a matrix and the first of a convolution's kernel (3-D and more).
 */
export function storeInt8(bytes: Uint8Array, { atLeast = 256 }: StoredWeights = {}): Uint8Array<ArrayBuffer> {
  return rewrite(bytes, atLeast, (editor, tensor) => {
    const dims = dimensions(tensor);
    const axis = dims.length === 2 ? 1 : 0;
    const { values, scales } = quantiseWeights(floatValues(tensor), dims, axis, 8);
    const stored = editor.addConstant(`${tensor.name}_int8`, values, dims);
    const scale = editor.addConstant(`${tensor.name}_scales`, scales, [scales.length]);
    editor.graph.node.unshift(makeNode('DequantizeLinear', [stored, scale], tensor.name, { axis }));
    return true;
  });
}

type Store = (editor: OnnxEditor, tensor: TensorProto) => boolean;

/** Vectors, and columns of scales that an earlier step wrote, are small and sensitive. */
const hasChannels = ({ dims }: TensorProto) => dims.length >= 2 && dims[0]! > 1n && dims[1]! > 1n;

function rewrite(bytes: Uint8Array, atLeast: number, store: Store): Uint8Array<ArrayBuffer> {
  const editor = new OnnxEditor(bytes);
  const large = editor.graph.initializer.filter(
    (tensor) => editor.weight(tensor.name) && hasChannels(tensor) && elements(tensor) >= atLeast,
  );
  for (const tensor of large) {
    // The restored values take the constant's name, so that no reader has to change.
    if (store(editor, tensor)) editor.graph.initializer = editor.graph.initializer.filter((other) => other !== tensor);
  }
  return editor.toBytes();
}
