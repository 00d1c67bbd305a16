/** Ranges of activations, measured on real inputs in ONNX Runtime. */
import { InvalidInputError } from '@casebook/core';
import type { InferenceSession } from 'onnxruntime-node';
import { entropyRange, percentileRange } from './clipping-range.js';
import { count, emptyHistogram, type Histogram } from './histogram.js';
import type { Range } from './scales.js';
import { exposeEdges, floatAnswers, withSession, type Feeds } from './session.js';

/** `min-max` keeps every value; `percentile` (in per cent) and `entropy` clip outliers. */
export type CalibrationMethod = 'min-max' | 'entropy' | { percentile: number };

/**
 * Runs the float model on calibration inputs and gives each edge's range.
 *
 * @param inputs a few hundred examples of what will be served; never the test data. Gone through twice unless the method is `min-max`
 * @param edges names of float32 edges; inputs of the graph may be among them
 * @throws {InvalidInputError} `CALIBRATION_EMPTY` where there are no inputs, `CALIBRATION_EDGE` where an edge is no float32 or not finite
 */
export async function calibrate(
  bytes: Uint8Array,
  inputs: readonly Feeds[],
  edges: readonly string[],
  method: CalibrationMethod = 'min-max',
): Promise<Map<string, Range>> {
  if (inputs.length === 0) {
    throw new InvalidInputError(
      'CALIBRATION_EMPTY',
      'Static quantisation needs inputs to measure ranges on: give some hundred from training data.',
    );
  }
  const fed = new Set(Object.keys(inputs[0]!));
  const exposed = exposeEdges(bytes, edges.filter((edge) => !fed.has(edge))); // prettier-ignore
  return withSession(exposed, async (session) => {
    const extremes = new Map<string, Range>(edges.map((edge) => [edge, { min: Infinity, max: -Infinity }]));
    await observe(session, inputs, edges, (edge, values) => widen(extremes.get(edge)!, values));
    for (const [edge, { min, max }] of extremes) {
      if (!Number.isFinite(min) || !Number.isFinite(max)) {
        throw new InvalidInputError(
          'CALIBRATION_EDGE',
          `Edge ${edge} has no finite float32 values on the calibration inputs: leave its node out.`,
        );
      }
    }
    if (method === 'min-max') return extremes;

    const histograms = new Map(
      [...extremes].map(([edge, range]) => [edge, emptyHistogram(method === 'entropy' ? magnitudes(range) : range)]),
    );
    await observe(session, inputs, edges, (edge, values) =>
      count(histograms.get(edge)!, method === 'entropy' ? values.map(Math.abs) : values),
    );
    const clip = (histogram: Histogram, range: Range) =>
      method === 'entropy' ? entropyRange(histogram, range) : percentileRange(histogram, method.percentile);
    return new Map([...extremes].map(([edge, range]) => [edge, clip(histograms.get(edge)!, range)]));
  });
}

async function observe(
  session: InferenceSession,
  inputs: readonly Feeds[],
  edges: readonly string[],
  see: (edge: string, values: Float32Array) => void,
): Promise<void> {
  for (const feeds of inputs) {
    const answers = floatAnswers({ ...feeds, ...(await session.run(feeds)) });
    for (const edge of edges) see(edge, answers.get(edge) ?? new Float32Array());
  }
}

function widen(range: Range, values: Float32Array): void {
  for (const value of values) {
    range.min = Math.min(range.min, value);
    range.max = Math.max(range.max, value);
  }
}

const magnitudes = ({ min, max }: Range): Range => ({ min: 0, max: Math.max(Math.abs(min), Math.abs(max)) });
