/** TensorFlow.js' recurrent cells as ONNX' recurrent operators: gates reordered, weights transposed. */
import type { OnnxAttribute } from '../graph/onnx-attribute.js';
import { cannotExport } from './exporter-registry.js';
import type { Weight, WeightReader } from './layer-export.js';
import { permute } from './layout.js';
import type { TfLayer } from './tf-layer.js';

interface CellKind {
  op: 'RNN' | 'GRU' | 'LSTM';
  /** For each gate of ONNX its place in TensorFlow's kernel. */
  gates: readonly number[];
  /** Which of the cell's activations ONNX lists: g of the gates, a of the rest. */
  activations: string;
  attributes: Readonly<Record<string, OnnxAttribute>>;
  states: number;
}

const kinds: Readonly<Record<string, CellKind>> = {
  SimpleRNNCell: { op: 'RNN', gates: [0], activations: 'a', attributes: {}, states: 1 },
  // Both keep z, r, h. The reset gate acts before the product: TensorFlow.js knows no other way.
  GRUCell: { op: 'GRU', gates: [0, 1, 2], activations: 'ga', attributes: { linear_before_reset: 0 }, states: 1 },
  // TensorFlow: i, f, c, o. ONNX: i, o, f, c.
  LSTMCell: { op: 'LSTM', gates: [0, 3, 1, 2], activations: 'gaa', attributes: {}, states: 2 },
};

/** ONNX' name of an activation and, where it has them, its alpha and beta. */
const activations: Readonly<Record<string, readonly [string, number?, number?]>> = {
  tanh: ['Tanh'],
  sigmoid: ['Sigmoid'],
  hardSigmoid: ['HardSigmoid', 0.2, 0.5],
  relu: ['Relu'],
  linear: ['Affine', 1, 0],
  elu: ['Elu', 1],
  softsign: ['Softsign'],
  softplus: ['Softplus'],
};

export interface Cell {
  op: CellKind['op'];
  units: number;
  states: number;
  /** Edges W, R and B (or '') of the operator. */
  weights: readonly [string, string, string];
  attributes: Record<string, OnnxAttribute>;
}

/** @throws {InvalidInputError} `ONNX_LAYER` for a cell of one's own, or an activation that ONNX' operator does not have */
export function cellOf(layer: TfLayer, cell: TfLayer, { parameter, hasWeight }: WeightReader): Cell {
  const kind = kinds[cell.getClassName()];
  if (!kind)
    throw cannotExport(layer, `its cell ${cell.getClassName()} is unknown. Use SimpleRNN, GRU or LSTM cells, or register an exporter`);
  const config = cell.getConfig() as Record<string, unknown>;
  const units = config['units'] as number;
  const rows = (weight: Weight) => reorder(weight, units, kind.gates);
  return {
    op: kind.op,
    units,
    states: kind.states,
    weights: [
      parameter('kernel', rows),
      parameter('recurrent_kernel', rows),
      hasWeight('bias') ? parameter('bias', (bias) => biases(bias, units, kind.gates)) : '',
    ],
    attributes: { hidden_size: units, ...kind.attributes, ...activationAttributes(layer, config, kind.activations) },
  };
}

/** [inputs, gates · units] to [1, gates · units, inputs], gates in ONNX' order. */
function reorder({ data, shape }: Weight, units: number, gates: readonly number[]): Weight {
  const [inputs, width] = shape as [number, number];
  const columns = permute(data, [inputs, width], [1, 0]).data;
  return { data: pick(columns, gates, units * inputs), shape: [1, width, inputs] };
}

/** [gates · units] to [1, 2 · gates · units]: ONNX adds a second bias to the recurrent product, which is zero here. */
const biases = ({ data }: Weight, units: number, gates: readonly number[]): Weight => {
  const both = new Float32Array(2 * data.length);
  both.set(pick(data, gates, units));
  return { data: both, shape: [1, both.length] };
};

function pick(data: Float32Array, gates: readonly number[], length: number): Float32Array {
  const result = new Float32Array(data.length);
  gates.forEach((gate, i) => result.set(data.subarray(gate * length, (gate + 1) * length), i * length));
  return result;
}

function activationAttributes(layer: TfLayer, config: Record<string, unknown>, wanted: string): Record<string, OnnxAttribute> {
  const found = [...wanted].map((which) => {
    const name = String(config[which === 'g' ? 'recurrentActivation' : 'activation']);
    const activation = activations[name];
    if (!activation)
      throw cannotExport(layer, `its cell's activation ${name} has no place in ONNX. Use one of ${Object.keys(activations).join(', ')}`);
    return activation;
  });
  const present = (values: (number | undefined)[]) => values.filter((value) => value !== undefined);
  const [alpha, beta] = [present(found.map(([, first]) => first)), present(found.map(([, , second]) => second))];
  return {
    activations: found.map(([name]) => name),
    ...(alpha.length > 0 && { activation_alpha: { floats: alpha } }),
    ...(beta.length > 0 && { activation_beta: { floats: beta } }),
  };
}
