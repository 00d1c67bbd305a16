/** Recurrent layers: SimpleRNN, GRU, LSTM, stacks of their cells, and both directions at once. */
import type { OnnxGraph } from '../graph/onnx-graph.js';
import { cannotExport, registerLayerExporter, registerLayerExporters } from './exporter-registry.js';
import type { LayerCall, LayerResult } from './layer-export.js';
import { throughTranspose } from './layout.js';
import { recur, type RecurrentLayer } from './recurrence.js';

registerLayerExporters(['RNN', 'SimpleRNN', 'GRU', 'LSTM'], (call): LayerResult => {
  const { layer, graph, config, inputs, masks } = call;
  refuseLeakedMask(call);
  const { sequence, states } = recur(call, layer as RecurrentLayer, inputs.slice(1));
  const ordered = config['goBackwards'] === true ? flip(graph, sequence) : sequence;
  const output = config['returnSequences'] === true ? ordered : states[0]!;
  return {
    outputs: [output, ...(config['returnState'] === true ? states : [])],
    mask: config['returnSequences'] === true ? masks[0] : undefined,
  };
});

registerLayerExporter('Bidirectional', (call): LayerResult => {
  const { layer, graph, config, inputs, masks } = call;
  refuseLeakedMask(call);
  const { forwardLayer, backwardLayer } = layer as unknown as { forwardLayer: RecurrentLayer; backwardLayer: RecurrentLayer };
  const inner = forwardLayer.getConfig() as Record<string, unknown>;
  const half = 1 + (inputs.length - 1) / 2;
  const ahead = graph.within('forward', () => recur(call, forwardLayer, inputs.slice(1, half)));
  const back = graph.within('backward', () => recur(call, backwardLayer, inputs.slice(half)));
  const keepsSequence = inner['returnSequences'] === true;
  const outputs = [ahead, back].map(({ sequence, states }) => {
    if (!keepsSequence) return states[0]!;
    // TensorFlow.js turns the second layer's sequence round; where the first one runs backwards, both come out turned.
    return inner['goBackwards'] === true ? flip(graph, sequence) : sequence;
  });
  const states = inner['returnState'] === true ? [...ahead.states, ...back.states] : [];
  return { outputs: [...merge(call, outputs, config['mergeMode'] ?? null), ...states], mask: keepsSequence ? masks[0] : undefined };
});

function merge({ layer, graph }: LayerCall, outputs: readonly string[], mode: unknown): string[] {
  if (mode === null) return [...outputs];
  const merged = throughTranspose(graph, outputs, ([ahead, back], axisOf) => {
    if (mode === 'concat') return graph.node('Concat', [ahead!, back!], { axis: axisOf(-1) });
    if (mode === 'mul') return graph.node('Mul', [ahead!, back!]);
    if (mode !== 'sum' && mode !== 'ave') throw cannotExport(layer, `its mergeMode ${String(mode)} is unknown`);
    const sum = graph.node('Add', [ahead!, back!]);
    return mode === 'sum' ? sum : graph.node('Mul', [sum, graph.scalar(0.5)]);
  });
  return [merged];
}

/** [batch, time, …] with time reversed. */
const flip = (graph: OnnxGraph, sequence: string): string =>
  throughTranspose(graph, [sequence], ([x], axisOf) =>
    graph.node('Slice', [x!, ...[-1, -(2 ** 31), axisOf(1), -1].map((value) => graph.integers([value]))]),
  );

function refuseLeakedMask({ layer, hasStaleMask }: LayerCall): void {
  if (hasStaleMask) {
    throw cannotExport(
      layer,
      'TensorFlow.js hands it the mask of an earlier layer, though its own input has none. Make every layer in between pass the mask on, or drop the mask',
    );
  }
}
