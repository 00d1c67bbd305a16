/** What an exporter of a layer is given, and what it answers. */
import type { OnnxGraph } from '../graph/onnx-graph.js';
import type { TfLayer, TfShape } from './tf-layer.js';

/** A weight's values, row-major, as TensorFlow.js keeps them. */
export interface Weight {
  data: Float32Array;
  shape: readonly number[];
}

/** Reads one layer's weights. */
export interface WeightReader {
  /**
   * A weight by the name it was added under, e.g. `kernel`.
   * @throws {InvalidInputError} `ONNX_WEIGHT` where the layer has none of that name
   */
  weight(name: string): Weight;
  hasWeight(name: string): boolean;
  /**
   * The weight as a constant of the graph: made once, however often the layer is called. `change` lays it out as ONNX wants
   * it; where calls differ in that, `variant` tells them apart.
   */
  parameter(name: string, change?: (weight: Weight) => Weight, variant?: string): string;
}

/** One call of one layer, to be written into the graph. */
export interface LayerCall extends WeightReader {
  /** The layer itself, for errors (`layer.name`) and for fields that `config` does not carry. */
  layer: TfLayer;
  /** `layer.getConfig()`: the arguments that the layer was made with. */
  config: Readonly<Record<string, unknown>>;
  /** Where to append nodes. Names made meanwhile begin with the layer's name. */
  graph: OnnxGraph;
  /** Edges of the inputs, in the order of the call; float32 unless the exporter is registered with `integers`. */
  inputs: readonly string[];
  inputShapes: readonly TfShape[];
  /** As `layer.computeOutputShape` sees them; null is any length. */
  outputShapes: readonly TfShape[];
  /** For each input the bool edge [batch, time] of its mask (true: keep), where an earlier layer made one. */
  masks: readonly (string | undefined)[];
  /** Whether TensorFlow.js' predict may hand this layer a mask that its inputs do not have (it keeps the last one for all later layers). */
  hasStaleMask: boolean;
  /** The weights of a layer inside this one: a wrapper's layer, a recurrent layer's cell. */
  weightsOf(inner: TfLayer): WeightReader;
  /** The same call of a layer inside this one (a wrapper's): its outputs there. */
  inner(layer: TfLayer, call: InnerCall): LayerResult;
}

export interface InnerCall {
  inputs: readonly string[];
  inputShapes: readonly TfShape[];
  outputShapes: readonly TfShape[];
  masks?: readonly (string | undefined)[];
}

export interface LayerResult {
  /** Edges, in the order of the layer's outputs. */
  outputs: readonly string[];
  /** The mask of the outputs [batch, time]. */
  mask: string | undefined;
}

/**
 * Appends a layer to `call.graph` and returns the edge of its output; a layer of several outputs, or one that changes the mask,
 * returns a `LayerResult`. Where it returns edges only, the first input's mask goes on if the layer supports masking.
 */
export type LayerExporter = (call: LayerCall) => string | readonly string[] | LayerResult;
