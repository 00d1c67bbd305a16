/** Fits what tells messages out of scope: familiar embeddings from training data, weights and threshold from validation data. */
import {
  combineScores,
  type Detector,
  type Familiar,
  NEIGHBOUR_SCALE,
  OUT_OF_SCOPE_SCORES,
  outOfScopeScore,
  type OutOfScopeScore,
  type ScoreSettings,
} from '@casebook/banking-chatbot-contract/understanding';
import { InvalidInputError } from '@casebook/core';
import { createRandom } from '@casebook/training';
import { fitGaussians, type Rows } from './covariance.js';
import { fitLogistic } from './fit-logistic.js';

/** One validation message as a head sees it. */
export interface ScoredMessage {
  logits: ArrayLike<number>;
  /** At unit length. */
  embedding: Float32Array;
  outOfScope: boolean;
}

export interface DetectorData {
  /** Labels of the head. */
  labels: readonly string[];
  /** The head's own label for out-of-scope, where it has one. */
  rejectedLabel?: string;
  /** Embeddings of the training messages in scope, at unit length, and the index of each one's label. */
  train: Rows & { targets: ArrayLike<number> };
  validation: readonly ScoredMessage[];
  /** Share of validation messages in scope that may be turned away. */
  falseRejectionRate: number;
  /** Neighbour that is measured to; 5 unless told. */
  k?: number;
  /** Training messages of each label that are kept as neighbours; 10 unless told. */
  neighboursPerLabel?: number;
  seed: number;
}

export interface FittedDetector {
  detector: Detector;
  familiar: Familiar;
}

/** @throws {InvalidInputError} `VALIDATION_ONE_SIDED` where no validation message is out of scope, or none in it; `EMBEDDINGS_FEW` */
export function fitDetector(data: DetectorData): FittedDetector {
  const { labels, rejectedLabel, validation, falseRejectionRate, k = 5 } = data;
  const outside = validation.map(({ outOfScope }) => outOfScope);
  if (!outside.includes(true) || !outside.includes(false)) {
    throw new InvalidInputError(
      'VALIDATION_ONE_SIDED',
      'Out-of-scope detection needs validation messages of both kinds: in scope and out of scope.',
    );
  }
  const familiar = remember(data);
  const rejected = rejectedLabel === undefined ? undefined : labels.indexOf(rejectedLabel);
  const settings: ScoreSettings = { familiar, k, rejected };
  const names = OUT_OF_SCOPE_SCORES.filter((score) => score !== 'rejected-label' || rejected !== undefined);
  const columns = new Map(
    names.map((score) => [score, validation.map((message) => outOfScopeScore(score, message.logits, message.embedding, settings))]),
  );
  const combined = weigh(columns, outside);
  const inScope = validation.flatMap((_, row) => (outside[row] ? [] : [combineScores(combined, (score) => columns.get(score)![row]!)]));
  const threshold = thresholdAt(inScope, falseRejectionRate);
  const turnedAway = inScope.filter((score) => score >= threshold).length / inScope.length;
  return {
    detector: { ...(rejectedLabel !== undefined && { rejectedLabel }), k, ...combined, threshold, falseRejectionRate: turnedAway },
    familiar,
  };
}

/** The lowest threshold at which no more than `rate` of these scores are at or above it. */
export function thresholdAt(scores: readonly number[], rate: number): number {
  const descending = [...scores].sort((a, b) => b - a);
  const allowed = Math.floor(rate * scores.length);
  const first = descending[allowed]!; // the highest score that must stay below
  const above = descending.slice(0, allowed).filter((score) => score > first);
  return above.length > 0 ? (above.at(-1)! + first) / 2 : first + Math.max(Math.abs(first), 1) * 1e-9;
}

function remember({ labels, rejectedLabel, train, neighboursPerLabel = 10, seed }: DetectorData): Familiar {
  const inScope = labels.flatMap((label, index) => (label === rejectedLabel ? [] : [index]));
  const targets = Int32Array.from(train.targets, (target) => inScope.indexOf(target));
  const left = new Int32Array(inScope.length).fill(neighboursPerLabel);
  const kept = createRandom(seed).permutation(targets.length).filter((row) => left[targets[row]!]!-- > 0); // prettier-ignore
  const neighbours = new Float32Array(kept.length * train.dimension);
  kept.forEach((row, at) => {
    const embedding = train.data.subarray(row * train.dimension, (row + 1) * train.dimension);
    neighbours.set(embedding.map((value) => Math.round(value * NEIGHBOUR_SCALE) / NEIGHBOUR_SCALE), at * train.dimension); // prettier-ignore
  });
  return {
    classes: fitGaussians(train, targets, inScope.length),
    background: fitGaussians(train, new Int32Array(targets.length), 1),
    neighbours,
  };
}

/**
 * Logistic regression on the standardised scores. A score with a negative weight goes, and the rest is fitted again: what is stranger by
 * one measure shall never be less strange together, whatever the few out-of-scope messages of validation happen to say.
 */
function weigh(columns: ReadonlyMap<OutOfScopeScore, readonly number[]>, outside: readonly boolean[]): Pick<Detector, 'parts' | 'bias'> {
  let names = [...columns.keys()];
  const moments = new Map([...columns].map(([name, values]) => [name, momentsOf(values)]));
  for (;;) {
    const rows = outside.map((_, row) =>
      names.map((name) => (columns.get(name)![row]! - moments.get(name)!.mean) / moments.get(name)!.deviation),
    );
    const { weights, bias } = fitLogistic(rows, outside);
    const worst = weights.indexOf(Math.min(...weights));
    if (names.length === 1 || weights[worst]! >= 0) {
      return { parts: names.map((score, i) => ({ score, ...moments.get(score)!, weight: weights[i]! })), bias };
    }
    names = names.filter((_, i) => i !== worst);
  }
}

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
