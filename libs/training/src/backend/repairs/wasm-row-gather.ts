/**
 * Rows of a table by number, on the wasm engine: the forward pass of every embedding.
 *
 * Its own kernel (TensorFlow.js 4.22) works out the place of each element from strides; a row is one piece of memory, so it is copied as one.
 */
import * as tf from '@tensorflow/tfjs';

/** What the wasm engine has beyond an engine's public face. */
interface WasmBackend {
  readSync(dataId: object): Float32Array | Int32Array | Uint8Array;
  makeOutput(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  /** A view, valid until memory is next claimed. */
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
}

let installed = false;

/** Puts the kernel in place, once; other gathers go to the engine's own. */
export function speedUpWasmRowGather(): void {
  const own = tf.getKernel('GatherV2', 'wasm');
  if (!own || installed) return;
  installed = true;
  tf.unregisterKernel('GatherV2', 'wasm');
  tf.registerKernel({ ...own, kernelFunc: (call) => gatherRows(call) ?? own.kernelFunc(call) });
}

/** @returns nothing where the call is not one of rows, or a number is out of range: the engine's own kernel says so */
const gatherRows = ({ inputs, backend, attrs }: Parameters<tf.KernelFunc>[0]): tf.TensorInfo | undefined => {
  const { x, indices } = inputs as { x: tf.TensorInfo; indices: tf.TensorInfo };
  const { axis, batchDims } = attrs as unknown as { axis: number; batchDims: number };
  if (axis !== 0 || batchDims !== 0 || x.dtype !== 'float32' || x.shape.length < 2) return undefined;
  const engine = backend as WasmBackend;
  const rows = engine.readSync(indices.dataId);
  const [count, ...rowShape] = x.shape as [number, ...number[]];
  if (rows.some((row) => row < 0 || row >= count)) return undefined;
  const width = tf.util.sizeFromShape(rowShape);
  const output = engine.makeOutput([...indices.shape, ...rowShape], 'float32');
  const from = engine.typedArrayFromHeap(x);
  const to = engine.typedArrayFromHeap(output);
  for (let i = 0; i < rows.length; i++) to.set(from.subarray(rows[i]! * width, (rows[i]! + 1) * width), i * width);
  return output;
};
