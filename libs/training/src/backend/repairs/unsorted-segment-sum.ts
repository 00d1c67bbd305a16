/**
 * Sums rows by segment: the gradient of gather, so of every embedding.
 *
 * TensorFlow.js 4.22 has no such kernel for wasm (it throws), and the one for cpu makes a pass over all rows for each segment
 * (10,000 items: 10,000 passes). This one is a single pass.
 */
import * as tf from '@tensorflow/tfjs';

const backends = ['wasm', 'cpu'] as const;

/** Puts the kernel in place on wasm and cpu; calling again is harmless. */
export function repairUnsortedSegmentSum(): void {
  for (const backendName of backends) {
    if (tf.getKernel('UnsortedSegmentSum', backendName)) tf.unregisterKernel('UnsortedSegmentSum', backendName);
    tf.registerKernel({ kernelName: 'UnsortedSegmentSum', backendName, kernelFunc: unsortedSegmentSum });
  }
}

/**
 * x [n, …] and segmentIds [n] to [numSegments, …]; an id outside [0, numSegments) adds to nothing, as in TensorFlow.
 */
const unsortedSegmentSum: tf.KernelFunc = ({ inputs, backend, attrs }) => {
  const { x, segmentIds } = inputs as { x: tf.TensorInfo; segmentIds: tf.TensorInfo };
  const { numSegments } = attrs as unknown as { numSegments: number };
  const engine = backend as tf.KernelBackend;
  const values = engine.readSync(x.dataId) as Float32Array;
  const ids = engine.readSync(segmentIds.dataId) as Int32Array;
  const shape = [numSegments, ...x.shape.slice(segmentIds.shape.length)];
  const width = shape.slice(1).reduce((a, b) => a * b, 1);
  const sums = x.dtype === 'float32' ? new Float32Array(numSegments * width) : new Int32Array(numSegments * width);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    if (id < 0 || id >= numSegments) continue;
    for (let from = row * width, to = id * width, end = to + width; to < end; from++, to++) sums[to]! += values[from]!;
  }
  return { dataId: engine.write(sums, shape, x.dtype), shape, dtype: x.dtype };
};
