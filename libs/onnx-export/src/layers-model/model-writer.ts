/** Walks a model from its outputs to its inputs and writes every call of a layer once. */
import type { OnnxGraph } from '../graph/onnx-graph.js';
import { exporterOf } from './exporter-registry.js';
import type { InnerCall, LayerCall, LayerResult, Weight, WeightReader } from './layer-export.js';
import { isModel, type TfLayer, type TfModel, type TfNode, type TfSymbolicTensor } from './tf-layer.js';
import { variableNamed, weightOf, type Weights } from './weights.js';

/** An edge and the mask that belongs to it. */
interface Value {
  edge: string;
  mask: string | undefined;
}

export class ModelWriter {
  private readonly parameters = new Map<TfLayer, Map<string, string>>();
  /** The mask that TensorFlow.js' predict holds at this point: it keeps the last one for layers whose inputs have none. */
  private heldMask: string | undefined;

  constructor(
    private readonly graph: OnnxGraph,
    private readonly weights: Weights,
  ) {}

  /** Appends the model and returns the edges of its outputs. */
  write(model: TfModel, inputs: readonly Value[]): string[] {
    const values = new Map<number, Value>(model.inputs.map((tensor, i) => [tensor.id, inputs[i]!]));
    return model.outputs.map((tensor) => this.value(tensor, values).edge);
  }

  private value(tensor: TfSymbolicTensor, values: Map<number, Value>): Value {
    // A stack instead of recursion: a deep network must not overflow the call stack.
    const open = [tensor];
    while (open.length > 0) {
      const next = open.at(-1)!;
      const node = nodeOf(next);
      const missing = values.has(next.id) ? [] : node.inputTensors.filter(({ id }) => !values.has(id));
      if (missing.length > 0)
        open.push(...missing); // the last one first: TensorFlow.js' order, on which held masks depend
      else {
        open.pop();
        if (!values.has(next.id)) this.writeNode(next.sourceLayer, node, values);
      }
    }
    return values.get(tensor.id)!;
  }

  private writeNode(layer: TfLayer, node: TfNode, values: Map<number, Value>): void {
    const inputs = node.inputTensors.map(({ id }) => values.get(id)!);
    const call: InnerCall = {
      inputs: inputs.map(({ edge }) => edge),
      masks: inputs.map(({ mask }) => mask),
      inputShapes: node.inputTensors.map(({ shape }) => shape),
      outputShapes: node.outputTensors.map(({ shape }) => shape),
    };
    if (inputs.some(({ mask }) => mask !== undefined)) this.heldMask = inputs[0]!.mask;
    const { outputs, mask } = this.graph.within(layer.name, () => this.call(layer, call));
    node.outputTensors.forEach(({ id }, i) => values.set(id, { edge: outputs[i]!, mask }));
  }

  private call(layer: TfLayer, { inputs, inputShapes, outputShapes, masks = [] }: InnerCall): LayerResult {
    if (isModel(layer)) {
      const values = inputs.map((edge, i) => ({ edge, mask: masks[i] }));
      return { outputs: this.write(layer, values), mask: undefined }; // tfjs: a model inside a model hands no mask on
    }
    const { exporter, integers = false } = exporterOf(layer);
    const call: LayerCall = {
      layer,
      config: layer.getConfig() as Record<string, unknown>,
      graph: this.graph,
      inputs: integers ? inputs : inputs.map((edge) => this.graph.cast(edge, 'float32')),
      inputShapes,
      outputShapes,
      masks,
      hasStaleMask: this.heldMask !== undefined && masks.every((mask) => mask === undefined),
      ...this.reader(layer),
      weightsOf: (inner) => this.reader(inner),
      inner: (inner, innerCall) => this.call(inner, innerCall),
    };
    const answer = exporter(call);
    if (typeof answer !== 'string' && 'outputs' in answer) return answer;
    return { outputs: typeof answer === 'string' ? [answer] : answer, mask: layer.supportsMasking ? masks[0] : undefined };
  }

  private reader(layer: TfLayer): WeightReader {
    return {
      weight: (name) => weightOf(this.weights, layer, name),
      hasWeight: (name) => variableNamed(layer, name) !== undefined,
      parameter: (name, change, variant) => this.parameter(layer, name, change, variant),
    };
  }

  private parameter(layer: TfLayer, name: string, change: (weight: Weight) => Weight = (weight) => weight, variant = ''): string {
    const made = this.parameters.get(layer) ?? new Map<string, string>();
    this.parameters.set(layer, made);
    const key = `${name}|${variant}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const { data, shape } = change(weightOf(this.weights, layer, name));
    const edge = this.graph.constant(data, shape, this.graph.nameFor(name));
    made.set(key, edge);
    return edge;
  }
}

const nodeOf = (tensor: TfSymbolicTensor): TfNode => tensor.sourceLayer.inboundNodes[tensor.nodeIndex]!;
