/** For specs: a tf.LayersModel in TensorFlow.js against its ONNX file in ONNX Runtime. */
import * as tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { checkLater } from '../onnx-checker.fixture.js';
import { noise } from '../parity.fixture.js';
import { exportOnnx, type ExportOptions } from './export-onnx.js';

await tf.setBackend('cpu');

/** Replaces every weight by seeded noise; variances stay positive. */
export function randomise(model: tf.LayersModel, seed: number): tf.LayersModel {
  model.weights.forEach((variable, i) => {
    const size = variable.shape.reduce<number>((a, b) => a * b!, 1);
    const isVariance = variable.originalName.endsWith('moving_variance');
    const values = noise(size, seed + i).map((value) => (isVariance ? 0.5 + Math.abs(value) : value));
    variable.write(tf.tensor(values, variable.shape as number[]));
  });
  return model;
}

export interface Parity {
  /** The largest |a − b| / max(1, |b|) over all outputs; infinite where shapes differ. */
  error: number;
  shapes: number[][];
  bytes: Uint8Array;
}

/**
 * Runs the model in both engines.
 * @param shapes of the inputs; integer inputs get ids below `ids`
 */
export async function parity(
  model: tf.LayersModel,
  shapes: readonly number[][],
  { seed = 1, ids = 10, ...options }: ExportOptions & { seed?: number; ids?: number } = {},
): Promise<Parity> {
  const bytes = await exportOnnx(randomise(model, seed), options);
  checkLater(bytes);
  const feeds = model.inputs.map(({ dtype }, i) => {
    const values = noise(
      shapes[i]!.reduce((a, b) => a * b, 1),
      seed + 100 + i,
    );
    return dtype === 'int32' ? Int32Array.from(values, (value) => Math.floor(Math.abs(value) * 1e4) % ids) : values;
  });
  const expected = tf.tidy(() => {
    const tensors = feeds.map((feed, i) => tf.tensor(feed, shapes[i]!, feed instanceof Int32Array ? 'int32' : 'float32'));
    const answer = model.predict(tensors.length === 1 ? tensors[0]! : tensors);
    return (Array.isArray(answer) ? answer : [answer]).map((tensor) => ({ data: tensor.dataSync(), shape: tensor.shape }));
  });
  const session = await InferenceSession.create(bytes, { executionProviders: ['cpu'], logSeverityLevel: 3, intraOpNumThreads: 1 });
  const answer = await session.run(
    Object.fromEntries(
      feeds.map((feed, i) => [model.inputNames[i]!, tensorOf(feed, shapes[i]!, options.inputTypes?.[model.inputNames[i]!])]),
    ),
  );
  const actual = session.outputNames.map((name) => answer[name]!);
  await session.release();
  const errors = expected.map(({ data, shape }, i) => relativeError(actual[i]!, data, shape));
  return { error: Math.max(...errors), shapes: actual.map(({ dims }) => [...dims]), bytes };
}

function tensorOf(feed: Float32Array | Int32Array, shape: readonly number[], type?: string): Tensor {
  if (feed instanceof Int32Array && type === 'int64') return new Tensor('int64', BigInt64Array.from(feed, BigInt), shape);
  return feed instanceof Int32Array ? new Tensor('int32', feed, shape) : new Tensor('float32', feed, shape);
}

function relativeError(actual: Tensor, expected: ArrayLike<number>, shape: readonly number[]): number {
  if (actual.dims.join() !== shape.join()) return Infinity;
  const data = actual.data as Float32Array;
  return Array.from(expected).reduce((worst, value, i) => {
    const difference = Math.abs(data[i]! - value) / Math.max(1, Math.abs(value));
    return Number.isNaN(difference) ? Infinity : Math.max(worst, difference);
  }, 0);
}

/** One layer between its inputs and an output. */
export function modelOf(layer: tf.layers.Layer, inputShapes: readonly tf.Shape[], dtype: 'float32' | 'int32' = 'float32'): tf.LayersModel {
  const inputs = inputShapes.map((shape) => tf.input({ shape, dtype }));
  const outputs = layer.apply(inputs.length === 1 ? inputs[0]! : inputs) as tf.SymbolicTensor | tf.SymbolicTensor[];
  return tf.model({ inputs, outputs });
}

/** Error of one layer of one input; `open` are the axes whose length the model leaves to run time. */
export async function layerError(
  layer: tf.layers.Layer,
  shape: readonly number[],
  seed: number,
  open: readonly number[] = [],
): Promise<number> {
  const declared = shape.slice(1).map((length, i) => (open.includes(i + 1) ? null : length));
  return (await parity(modelOf(layer, [declared]), [[...shape]], { seed })).error;
}
