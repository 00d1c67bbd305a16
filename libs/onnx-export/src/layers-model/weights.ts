/** A model's weights, read once and asynchronously, because a GPU backend cannot be read otherwise. */
import { InvalidInputError } from '@casebook/core';
import type { Weight } from './layer-export.js';
import type { TfLayer, TfVariable } from './tf-layer.js';

export type Weights = ReadonlyMap<TfVariable, Weight>;

export async function readWeights(model: TfLayer): Promise<Weights> {
  const weights = new Map<TfVariable, Weight>();
  for (const variable of model.weights) {
    const tensor = variable.read();
    weights.set(variable, { data: Float32Array.from(await tensor.data()), shape: [...tensor.shape] });
  }
  return weights;
}

/** The layer's variable that was added as `name`; TensorFlow.js puts the layer's scope before it, e.g. `dense_Dense1/kernel`. */
export const variableNamed = (layer: TfLayer, name: string): TfVariable | undefined =>
  layer.weights.find(({ originalName }) => originalName === name || originalName.endsWith(`/${name}`));

/** @throws {InvalidInputError} `ONNX_WEIGHT` where the layer has none of that name */
export function weightOf(weights: Weights, layer: TfLayer, name: string): Weight {
  const variable = variableNamed(layer, name);
  const weight = variable && weights.get(variable);
  if (!weight) {
    const known = layer.weights.map(({ originalName }) => originalName.split('/').at(-1)).join(', ') || 'none';
    throw new InvalidInputError(
      'ONNX_WEIGHT',
      `Layer "${layer.name}" (${layer.getClassName()}) has no weight "${name}"; it has: ${known}.`,
    );
  }
  return weight;
}
