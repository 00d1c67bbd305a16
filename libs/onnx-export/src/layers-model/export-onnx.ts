/** A trained `tf.LayersModel` as an ONNX file. */
import { InvalidInputError } from '@casebook/core';
import { OnnxGraph } from '../graph/onnx-graph.js';
import type { OnnxType } from '../graph/onnx-type.js';
import type { OnnxDimension } from '../graph/value-info.js';
import { convertToHalf } from '../half-precision/convert-to-half.js';
import './layer-exporters.js';
import { ModelWriter } from './model-writer.js';
import { isModel, type TfModel, type TfShape } from './tf-layer.js';
import { readWeights } from './weights.js';

export interface ExportOptions {
  /** The graph's name; the model's unless told. */
  name?: string;
  description?: string;
  metadata?: Readonly<Record<string, string>>;
  /** Names of the inputs where they shall not be the input layers', by those: `{ inputIds: 'input_ids' }`. The other options use the layers'. */
  inputNames?: Readonly<Record<string, string>>;
  /** Element types of inputs, by name, where they differ from the model's own, e.g. `{ tokens: 'int64' }`. */
  inputTypes?: Readonly<Record<string, OnnxType>>;
  /** Names of dimensions of any length, by input or output, e.g. `{ tokens: ['batch', 'length'] }`; else `batch` and `tokens_1`. */
  dimensions?: Readonly<Record<string, readonly OnnxDimension[]>>;
  /**
   * `float16` computes in halves (see `convertToHalf`): for GPUs. Inputs and outputs stay float32. `float32` unless told.
   */
  precision?: 'float32' | 'float16';
  /** Names of the outputs, in the model's order; the output layers' names unless told. */
  outputNames?: readonly string[];
}

/**
 * Writes the model as it predicts (dropout and noise are gone) into one ONNX file of operator set 17.
 *
 * Inputs carry the names of the input layers unless told. Every dimension that the model leaves open stays open. Reads weights and configuration through
 * public members only, so a model of any TensorFlow.js 4 backend will do.
 *
 * @param model a built Sequential or functional model, of any number of inputs and outputs
 * @returns the file's bytes
 * @throws {InvalidInputError} `ONNX_LAYER` naming the layer that cannot be written and what to do; `ONNX_MODEL` for anything but a built model
 *
 * @example
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, activation: 'softmax', inputShape: [4] })] });
 * await writeFile('iris.onnx', await exportOnnx(model));
 */
export async function exportOnnx(model: TfModel, options: ExportOptions = {}): Promise<Uint8Array> {
  requireBuilt(model);
  const { name = model.name, inputNames = {}, inputTypes = {}, dimensions = {} } = options;
  const graph = new OnnxGraph(name);
  const inputs = model.inputs.map(({ sourceLayer, dtype, shape }) => {
    const type = inputTypes[sourceLayer.name] ?? (dtype === 'int32' || dtype === 'bool' ? dtype : 'float32');
    return {
      edge: graph.input(inputNames[sourceLayer.name] ?? sourceLayer.name, type, named(sourceLayer.name, shape, dimensions)),
      mask: undefined,
    };
  });
  const writer = new ModelWriter(graph, await readWeights(model));
  const names = options.outputNames ?? outputNames(model);
  writer.write(model, inputs).forEach((edge, i) => {
    graph.output(edge, names[i]!, graph.typeOf(edge), named(names[i]!, model.outputs[i]!.shape, dimensions));
  });
  const { description, metadata } = options;
  const bytes = graph.toBytes({ ...(description !== undefined && { description }), ...(metadata && { metadata }) });
  return options.precision === 'float16' ? convertToHalf(bytes) : bytes;
}

function requireBuilt(model: TfModel): void {
  if (!isModel(model) || !model.inputs?.length || !model.outputs?.length) {
    throw new InvalidInputError(
      'ONNX_MODEL',
      'Only a built tf.LayersModel can be exported: give its first layer an inputShape, or call build().',
    );
  }
}

const named = (name: string, shape: TfShape, dimensions: Readonly<Record<string, readonly OnnxDimension[]>>): OnnxDimension[] =>
  shape.map((length, axis) => dimensions[name]?.[axis] ?? length ?? (axis === 0 ? 'batch' : `${name}_${axis}`));

/** The output layers' names. A layer may give several outputs, and an input may be one: those get a number. */
function outputNames(model: TfModel): string[] {
  const taken = new Set(model.inputs.map(({ sourceLayer }) => sourceLayer.name));
  return model.outputs.map(({ sourceLayer }) => {
    let name = sourceLayer.name;
    for (let i = 1; taken.has(name); i++) name = `${sourceLayer.name}_${i}`;
    taken.add(name);
    return name;
  });
}
