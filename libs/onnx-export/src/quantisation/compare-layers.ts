/** Where a quantised model departs from its original, node by node. */
import { fromBinary } from '@bufbuild/protobuf';
import { InvalidInputError } from '@casebook/core';
import { ModelProtoSchema, type NodeProto } from 'onnx-buf';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { exactName, withExactInputs } from './exact-inputs.js';
import { addNoise, decibels, type Noise } from './noise-ratio.js';
import { exposeEdges, floatAnswers, withSession, type Feeds } from './session.js';

export interface LayerError {
  node: string;
  operator: string;
  /** The edge that was compared: the node's first output. */
  edge: string;
  /** Signal-to-quantisation-noise ratio, 10 · log₁₀(Σ x² / Σ (x − x̂)²) in dB; Infinity where equal. Noise from above is in it. */
  sqnr: number;
  maxAbs: number;
  /** The same ratio where the node is given exact inputs: where the loss comes from. */
  ownSqnr: number;
}

export interface LayerComparison {
  layers: LayerError[];
  /** The five nodes that add most noise of their own, worst first: candidates for `leaveOut`. */
  worst: LayerError[];
  /**
   * The graph's outputs as they are served, with all fusions. An output that is far worse here than in `layers` says that an integer kernel
   * saturated: see `WeightBits`.
   */
  served: { output: string; sqnr: number; maxAbs: number }[];
}

/**
 * Runs both models with every float32 edge that they share by name as an output, and compares.
 *
 * @param fp32 the original; for `quantiseStatic`, which simplifies first, what `simplify` made of it
 * @param int8 what a function of this folder made of it
 * @param inputs one run or several; sums go over all of them
 * @throws {InvalidInputError} `COMPARE_NOTHING` where the models share no edge
 *
 * @example
 * const { worst } = await compareLayers(fp32, quantiseDynamic(fp32), [{ ids }]);
 * quantiseDynamic(fp32, { leaveOut: worst.slice(0, 1).map(({ node }) => node) });
 */
export async function compareLayers(fp32: Uint8Array, int8: Uint8Array, inputs: readonly Feeds[]): Promise<LayerComparison> {
  const nodes = nodesOf(fp32);
  const other = new Set(nodesOf(int8).flatMap(({ output }) => output));
  const shared = nodes.map(({ output }) => output[0]!).filter((edge) => other.has(edge));
  const [exact, asServed] = await Promise.all([answersOf(exposeEdges(fp32, shared), inputs), answersOf(fp32, inputs)]);
  const edges = shared.filter((edge) => exact[0]?.[edge]?.type === 'float32');
  if (edges.length === 0)
    throw new InvalidInputError('COMPARE_NOTHING', 'The two models share no edge by name: compare a model with what was made of it.');

  const whole = noise(exact, await answersOf(exposeEdges(int8, edges), inputs));
  const fed = inputs.map((feeds, run) => ({ ...feeds, ...Object.fromEntries(edges.map((edge) => [exactName(edge), exact[run]![edge]!])) }));
  const own = noise(exact, await answersOf(withExactInputs(int8, edges), fed));
  const layers = nodes.flatMap(({ name, opType: operator, output }) => {
    const edge = output[0]!;
    const measured = whole.get(edge);
    return measured ? [{ node: name || edge, operator, edge, ...decibels(measured), ownSqnr: decibels(own.get(edge)!).sqnr }] : [];
  });
  return {
    layers,
    worst: [...layers].sort((a, b) => a.ownSqnr - b.ownSqnr).slice(0, 5),
    served: [...noise(asServed, await answersOf(int8, inputs))].map(([output, measured]) => ({ output, ...decibels(measured) })),
  };
}

type Answers = InferenceSession.ReturnType;

/** One run after another. */
const answersOf = (model: Uint8Array, inputs: readonly (Feeds & Record<string, Tensor>)[]): Promise<Answers[]> =>
  withSession(model, async (session) => {
    const answers: Answers[] = [];
    for (const feeds of inputs) answers.push(await session.run(feeds));
    return answers;
  });

/** By edge, summed over the runs; what is not float32 or has another shape is left out. */
function noise(exact: readonly Answers[], approximate: readonly Answers[]): Map<string, Noise> {
  const sums = new Map<string, Noise>();
  exact.forEach((answers, run) => {
    const others = floatAnswers(approximate[run]!);
    for (const [edge, values] of floatAnswers(answers)) {
      const other = others.get(edge);
      if (other?.length === values.length) sums.set(edge, addNoise(sums.get(edge), values, other));
    }
  });
  return sums;
}

const nodesOf = (bytes: Uint8Array): NodeProto[] => fromBinary(ModelProtoSchema, bytes).graph!.node;
