/** Tells what is out of a head's scope: the package's scores, combined as its calibration says. */
import { CorruptDataError } from '@casebook/core';
import {
  energyScore,
  type Gaussians,
  kNearestScore,
  mahalanobisScore,
  maxSoftmaxScore,
  rejectedLabelScore,
  without,
} from './out-of-scope-scores.js';
import { type Detector, type DetectorHead, NEIGHBOUR_SCALE, type OutOfScopeScore, outOfScopeTensors } from './package-files.js';

/** What the scores compare a message with. */
export interface Familiar {
  classes: Gaussians;
  /** One Gaussian. */
  background: Gaussians;
  /** [n, dimension], unit vectors. */
  neighbours: Float32Array;
}

export interface ScoreSettings {
  familiar: Familiar;
  k: number;
  /** Index of the head's own label for what is out of scope. */
  rejected?: number;
}

/**
 * One score of one message. The head's own label for out-of-scope, where there is one, counts in `rejected-label` alone.
 * @param logits of the head
 * @param embedding at unit length
 */
export function outOfScopeScore(
  score: OutOfScopeScore,
  logits: ArrayLike<number>,
  embedding: Float32Array,
  { familiar, k, rejected }: ScoreSettings,
): number {
  const inScope = rejected === undefined ? logits : without(logits, rejected);
  switch (score) {
    case 'max-softmax':
      return maxSoftmaxScore(inScope);
    case 'energy':
      return energyScore(inScope);
    case 'mahalanobis':
      return mahalanobisScore(embedding, familiar.classes);
    case 'relative-mahalanobis':
      // less the distance to one Gaussian of all classes together (Ren et al. 2021, A Simple Fix to Mahalanobis Distance …)
      return mahalanobisScore(embedding, familiar.classes) - mahalanobisScore(embedding, familiar.background);
    case 'k-nearest':
      return kNearestScore(embedding, familiar.neighbours, k);
    case 'rejected-label':
      return rejected === undefined ? 0 : rejectedLabelScore(logits, rejected);
  }
}

/** Σ of the parts, each standardised and weighted: a logit, higher is stranger. */
export const combineScores = ({ parts, bias }: Pick<Detector, 'parts' | 'bias'>, valueOf: (score: OutOfScopeScore) => number): number =>
  parts.reduce((sum, { score, mean, deviation, weight }) => sum + (weight * (valueOf(score) - mean)) / deviation, bias);

export class OutOfScopeDetector {
  readonly threshold: number;

  constructor(
    readonly config: Detector,
    readonly settings: ScoreSettings,
  ) {
    this.threshold = config.threshold;
  }

  /** @returns the combined score; at or above `threshold` the message is out of scope */
  score(logits: ArrayLike<number>, embedding: Float32Array): number {
    const { familiar } = this.settings;
    let classes: number | undefined; // both distances need it, and it is most of the work
    return combineScores(this.config, (score) => {
      if (score === 'mahalanobis') return (classes ??= mahalanobisScore(embedding, familiar.classes));
      if (score === 'relative-mahalanobis')
        return (classes ??= mahalanobisScore(embedding, familiar.classes)) - mahalanobisScore(embedding, familiar.background);
      return outOfScopeScore(score, logits, embedding, this.settings);
    });
  }
}

/** A tensor of `out-of-scope.safetensors`. */
export interface NamedTensor {
  shape: readonly number[];
  data: unknown;
}

/**
 * @param labels of the head
 * @param tensors of `out-of-scope.safetensors`
 * @throws {CorruptDataError} `DETECTOR_INVALID` where a tensor or the rejected label is missing or of another form
 */
export function readDetector(
  head: DetectorHead,
  config: Detector,
  labels: readonly string[],
  tensors: ReadonlyMap<string, NamedTensor>,
): OutOfScopeDetector {
  const names = outOfScopeTensors(head);
  const floats = (name: string) => take(tensors, name, Float32Array);
  const rejected = config.rejectedLabel === undefined ? undefined : labels.indexOf(config.rejectedLabel);
  if (rejected === -1) throw invalid(`the head ${head} has no label ${config.rejectedLabel}`);
  const familiar: Familiar = {
    classes: { factor: floats(names.factor), means: floats(names.means) },
    background: { factor: floats(names.backgroundFactor), means: floats(names.backgroundMean) },
    neighbours: Float32Array.from(take(tensors, names.neighbours, Int8Array), (value) => value / NEIGHBOUR_SCALE),
  };
  return new OutOfScopeDetector(config, { familiar, k: config.k, rejected });
}

function take<T>(tensors: ReadonlyMap<string, NamedTensor>, name: string, type: abstract new (...args: never[]) => T): T {
  const data = tensors.get(name)?.data;
  if (data instanceof type) return data;
  throw invalid(`the tensor ${name} is ${data === undefined ? 'missing' : 'of another type'}`);
}

const invalid = (why: string) =>
  new CorruptDataError('DETECTOR_INVALID', `The out-of-scope detector does not fit: ${why}. Build the model package again.`);
