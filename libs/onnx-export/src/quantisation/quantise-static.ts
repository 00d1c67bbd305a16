/** Int8 weights and uint8 activations with ranges fixed beforehand: the fastest form, for convolutions above all. */
import { calibrate, type CalibrationMethod } from './calibrate.js';
import { makeNode, OnnxEditor } from './onnx-editor.js';
import { originOf, quantisedLayers, type QuantisedLayer, type StaticOperator } from './quantised-layers.js';
import { activationScale, quantiseBias, quantiseWeights, type ActivationScale, type WeightBits } from './scales.js';
import type { Feeds } from './session.js';
import { simplify } from './simplify.js';
import { dimensions, floatValues } from './tensor-data.js';
import type { NodeChoice } from './which-nodes.js';

export interface StaticQuantisation extends NodeChoice<StaticOperator> {
  /** Inputs to measure ranges on. */
  calibration: readonly Feeds[];
  /** `min-max` unless told. */
  method?: CalibrationMethod;
  /** 7 unless told: exact on every processor, see `WeightBits`. */
  weightBits?: WeightBits;
  /** Whether to `simplify` first; true unless told. Names in `leaveOut` are those of the simplified model. */
  simplify?: boolean;
}

/**
 * Puts QuantizeLinear and DequantizeLinear around products, convolutions and residual sums; ONNX Runtime fuses each group into an integer kernel.
 *
 * Weights are int8 per output channel, biases of Conv and Gemm int32. A Conv or Add answers in uint8; MatMul and Gemm do where nothing but
 * quantised layers reads them, elsewhere they answer in floats, to which a following bias adds exactly. The model is simplified
 * first: batch normalisation belongs into the convolution before it, and ONNX Runtime makes a MatMul of matrices and its bias one Gemm.
 *
 * @param bytes an ONNX file of operator set 13 or newer
 * @throws {CasebookError} `ONNX_UNREADABLE`, `ONNX_OPSET`, `ONNX_NODE`, `CALIBRATION_EMPTY`, `CALIBRATION_EDGE`, `QUANTISE_NOT_FINITE`
 *
 * @example
 * const int8 = await quantiseStatic(bytes, { calibration: batches.map((x) => ({ image: new Tensor('float32', x, [8, 1, 32, 32, 32]) })) });
 */
export async function quantiseStatic(bytes: Uint8Array, options: StaticQuantisation): Promise<Uint8Array<ArrayBuffer>> {
  const plain = options.simplify === false ? bytes : await simplify(bytes);
  const editor = new OnnxEditor(plain);
  const layers = quantisedLayers(editor, options);
  const closed = layers.filter((layer) => answersInIntegers(editor, layer, layers)).map(({ output }) => output);
  const edges = new Set([...layers.flatMap(({ activations }) => activations), ...closed]);
  const origins = new Map([...edges].map((edge) => [edge, originOf(editor, edge)]));
  const ranges = await calibrate(plain, options.calibration, [...new Set(origins.values())], options.method);
  const scales = new Map([...edges].map((edge) => [edge, activationScale(ranges.get(origins.get(edge)!)!)]));

  for (const layer of layers) quantiseKernel(editor, layer, scales, options.weightBits ?? 7);
  for (const edge of edges) {
    if (closed.includes(edge)) closeEdge(editor, edge, scales.get(edge)!);
    else openEdge(editor, edge, scales.get(edge)!, layers);
  }
  return editor.toBytes();
}

function answersInIntegers(editor: OnnxEditor, { node, output }: QuantisedLayer, layers: readonly QuantisedLayer[]): boolean {
  if (node.opType === 'Conv' || node.opType === 'Add') return true;
  const readers = editor.consumers(output);
  return readers.length > 0 && !editor.isExposed(output) && readers.every((reader) => layers.some((layer) => layer.node === reader));
}

/** The constant kernel and bias as integers, with DequantizeLinear in front of the node. */
function quantiseKernel(editor: OnnxEditor, layer: QuantisedLayer, scales: ReadonlyMap<string, ActivationScale>, bits: WeightBits): void {
  const { node, weight, bias, activations } = layer;
  if (!weight) return;
  const tensor = editor.weight(weight.name)!;
  const kernel = quantiseWeights(floatValues(tensor), dimensions(tensor), weight.axis, bits);
  const at = node.output[0]!;
  const restore = ([values, ...zero]: [string, ...string[]], scale: Float32Array, axis: number) => {
    const output = editor.fresh(`${values}_restored`);
    const scaleName = editor.addConstant(`${values}_scales`, scale, [scale.length]);
    editor.insertBefore(node, [makeNode('DequantizeLinear', [values, scaleName, ...zero], output, { axis })]);
    return output;
  };
  // A zero point of 0 may be left out, but ONNX Runtime 1.30 fuses Gemm only where the kernel has one.
  const zeros = editor.addConstant(`${at}_kernel_zeros`, new Int8Array(kernel.scales.length), [kernel.scales.length]);
  const values = editor.addConstant(`${at}_kernel_int8`, kernel.values, dimensions(tensor));
  node.input[1] = restore([values, zeros], kernel.scales, weight.axis);
  if (!bias) return;
  const integers = quantiseBias(floatValues(editor.weight(bias)!), scales.get(activations[0]!)!.scale, kernel.scales);
  node.input[2] = restore([editor.addConstant(`${at}_bias_int32`, integers.values, [integers.values.length])], integers.scales, 0);
}

/** An edge that everybody reads quantised: its maker writes under another name, and DequantizeLinear writes the edge. */
function closeEdge(editor: OnnxEditor, edge: string, scale: ActivationScale): void {
  const raw = editor.fresh(`${edge}_raw`);
  const maker = editor.producer(edge)!;
  maker.output[maker.output.indexOf(edge)] = raw;
  editor.insertAfterSource(raw, roundTrip(editor, raw, edge, scale));
}

/** An edge that only quantised layers read quantised. */
function openEdge(editor: OnnxEditor, edge: string, scale: ActivationScale, layers: readonly QuantisedLayer[]): void {
  const rounded = editor.fresh(`${edge}_rounded`);
  for (const { node, activations } of layers) {
    activations.forEach((input, i) => {
      if (input === edge) node.input[i] = rounded;
    });
  }
  editor.insertAfterSource(edge, roundTrip(editor, edge, rounded, scale));
}

function roundTrip(editor: OnnxEditor, from: string, to: string, { scale, zeroPoint }: ActivationScale) {
  const parameters = [
    editor.addConstant(`${to}_scale`, Float32Array.of(scale), []),
    editor.addConstant(`${to}_zero`, Uint8Array.of(zeroPoint), []),
  ];
  const integers = editor.fresh(`${to}_uint8`);
  return [makeNode('QuantizeLinear', [from, ...parameters], integers), makeNode('DequantizeLinear', [integers, ...parameters], to)];
}
