/** For specs: what every layer has to hold, measured. */
import { exportOnnx } from '@casebook/onnx-export';
import * as tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createRandom } from '../random/random.js';

/** Normal numbers, the same for the same seed. */
export function normals(shape: number[], seed: number, scale = 1): tf.Tensor {
  const random = createRandom(seed);
  return tf.tensor(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => scale * random.normal()),
    shape,
  );
}

/** Gives every weight seeded normal values: zeros and ones would hide mistakes. */
export function randomise<M extends tf.LayersModel>(model: M, scale = 0.5, seed = 1): M {
  model.weights.forEach((weight, i) => {
    const values = normals(weight.shape as number[], seed * 1000 + i, scale);
    weight.write(weight.originalName.endsWith('variance') ? tf.add(tf.abs(values), 0.5) : values);
  });
  return model;
}

/** The largest |a − b|, relative where b is larger than 1; infinite where shapes differ or a value is not a number. */
export function distance(a: tf.Tensor, b: tf.Tensor): number {
  if (a.shape.join() !== b.shape.join()) return Infinity;
  const error = tf.tidy(() => tf.max(tf.div(tf.abs(tf.sub(a, b)), tf.maximum(tf.abs(b), 1))).dataSync()[0]!);
  return Number.isNaN(error) ? Infinity : error;
}

const list = <T>(given: T | T[]): T[] => (Array.isArray(given) ? given : [given]);
export const predict = (model: tf.LayersModel, feeds: tf.Tensor[]): tf.Tensor[] =>
  list(model.predict(feeds.length === 1 ? feeds[0]! : feeds));

/**
 * Compares the gradient of a random projection of all outputs with central differences, along one random direction through all trainable
 * weights and float inputs at once. @returns |by hand − by difference| / max(1, |by difference|)
 */
export function gradientError(model: tf.LayersModel, feeds: tf.Tensor[], step = 4e-3): number {
  return tf.tidy(() => {
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const inputs = feeds.filter(({ dtype }) => dtype === 'float32').map((feed) => tf.variable(feed));
    let next = 0;
    const given = feeds.map((feed) => (feed.dtype === 'float32' ? inputs[next++]! : feed));
    const loss = (): tf.Scalar => {
      const outputs = list(model.apply(given.length === 1 ? given[0]! : given)) as tf.Tensor[];
      return tf.addN(outputs.map((output, i) => tf.sum(tf.mul(output, normals(output.shape, 77 + i))))).asScalar();
    };
    const variables = [...weights, ...inputs];
    const { grads } = tf.variableGrads(loss, variables);
    const directions = variables.map(({ shape }, i) => normals(shape, 900 + i));
    const kept = variables.map((variable) => tf.clone(variable));
    const at = (amount: number) => {
      variables.forEach((variable, i) => variable.assign(tf.add(kept[i]!, tf.mul(directions[i]!, amount))));
      return loss().dataSync()[0]!;
    };
    const byDifference = (at(step) - at(-step)) / (2 * step);
    variables.forEach((variable, i) => variable.assign(kept[i]!));
    const byHand = variables.reduce((sum, { name }, i) => sum + tf.sum(tf.mul(grads[name]!, directions[i]!)).dataSync()[0]!, 0);
    inputs.forEach((input) => input.dispose());
    return Math.abs(byHand - byDifference) / Math.max(1, Math.abs(byDifference));
  });
}

/** Saves, loads, and compares predictions. */
export async function reloadError(model: tf.LayersModel, feeds: tf.Tensor[]): Promise<number> {
  let artifacts: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (saved) => {
      artifacts = saved;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    }),
  );
  const topology = JSON.parse(JSON.stringify(artifacts!.modelTopology)) as object;
  const again = await tf.loadLayersModel(tf.io.fromMemory({ ...artifacts!, modelTopology: topology }));
  const expected = predict(model, feeds);
  return Math.max(...predict(again, feeds).map((output, i) => distance(output, expected[i]!)));
}

/** Exports, runs in ONNX Runtime, and compares. */
export async function onnxError(model: tf.LayersModel, feeds: tf.Tensor[]): Promise<number> {
  const session = await InferenceSession.create(await exportOnnx(model), { executionProviders: ['cpu'], logSeverityLevel: 3 });
  const named = feeds.map((feed, i) => [
    session.inputNames[i]!,
    new Tensor(feed.dtype as 'float32', feed.dataSync() as Float32Array, feed.shape),
  ]);
  const answer = await session.run(Object.fromEntries(named) as Record<string, Tensor>);
  const actual = session.outputNames.map((name) => tf.tensor(answer[name]!.data as Float32Array, [...answer[name]!.dims]));
  await session.release();
  return Math.max(...predict(model, feeds).map((output, i) => distance(actual[i]!, output)));
}
