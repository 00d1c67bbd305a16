/** Runs recurrent cells over time with ONNX' operators. */
import type { OnnxGraph } from '../graph/onnx-graph.js';
import { cannotExport } from './exporter-registry.js';
import type { LayerCall } from './layer-export.js';
import { transpose } from './layout.js';
import { cellOf, type Cell } from './recurrent-cell.js';
import { compact } from './sequence-mask.js';
import type { TfLayer } from './tf-layer.js';

/** A layer that runs one cell, or a stack of them, over time. */
export interface RecurrentLayer extends TfLayer {
  readonly cell: TfLayer & { readonly cells?: readonly TfLayer[] };
}

export interface Run {
  /** [batch, time, units], in the order of the input also where the cells run backwards. */
  sequence: string;
  /** [batch, units] each, as TensorFlow.js orders them: the last cell's first, and its output before its other states. */
  states: string[];
}

/**
 * @param layer the recurrent layer: `call.layer` or one inside it
 * @param initial edges of the initial states, in the order of `states`; none where they are zero
 */
export function recur(call: LayerCall, layer: RecurrentLayer, initial: readonly string[]): Run {
  const { goBackwards, stateful } = layer.getConfig() as { goBackwards?: boolean; stateful?: boolean };
  if (stateful)
    throw cannotExport(call.layer, 'it keeps its state from one batch to the next. Make it with stateful: false, and returnState');
  const cells = layer.cell.cells ?? [layer.cell];
  const known = cells.map((cell, i) => {
    const make = () => cellOf(call.layer, cell, call.weightsOf(cell));
    return cells.length === 1 ? make() : call.graph.within(`cell_${i}`, make);
  });
  let sequence = call.inputs[0]!;
  let end = initial.length;
  const states: string[][] = [];
  for (const cell of known) {
    const own = initial.slice(Math.max(end - cell.states, 0), end);
    end -= cell.states;
    const run = runCell(call.graph, cell, sequence, call.masks[0], goBackwards === true, own);
    sequence = run.sequence;
    states.unshift(run.states);
  }
  return { sequence, states: states.flat() };
}

function runCell(graph: OnnxGraph, cell: Cell, x: string, mask: string | undefined, isReverse: boolean, initial: readonly string[]): Run {
  const short = mask === undefined ? undefined : compact(graph, x, mask, isReverse);
  const starts = initial.map((state) => graph.node('Unsqueeze', [state, graph.integers([0])]));
  const operands = [transpose(graph, short?.x ?? x, [1, 0, 2]), ...cell.weights, short?.lengths ?? '', ...starts];
  while (operands.at(-1) === '') operands.pop();
  const direction = isReverse ? 'reverse' : 'forward';
  const [y, ...ends] = graph.nodes(cell.op, operands, 1 + cell.states, { direction, ...cell.attributes });
  const sequence = transpose(graph, graph.node('Squeeze', [y!, graph.integers([1])]), [1, 0, 2]);
  const states = ends.map((state) => graph.node('Squeeze', [state, graph.integers([0])]));
  if (!short) return { sequence, states };
  const zero = graph.scalar(0);
  const first = initial[0] === undefined ? zero : graph.node('Unsqueeze', [initial[0], graph.integers([1])]);
  return { sequence: short.spread(sequence, first), states: states.map((state, i) => short.last(state, initial[i] ?? zero)) };
}
