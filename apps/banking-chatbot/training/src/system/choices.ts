/** Every choice of a training, in one place. What each is worth is measured on validation parts (docs/results/banking-chatbot.md). */
import type { CorpusName } from '../corpora/corpus.js';
import type { BaseEncoderName } from '../encoder/base-encoders.js';
import type { HeadLesson } from '../network/teach-heads.js';
import type { Lesson } from '../network/lesson.js';
import type { DistilWeights } from '../student/distil-loss.js';

export interface Choices {
  seed: number;
  base: BaseEncoderName;
  /** Generated sentences of the demo bank. */
  demoSentences: number;
  /** How often an epoch sees each corpus. */
  shares: Readonly<Record<CorpusName, number>>;
  /** Validation texts of each corpus that are looked at after an epoch, at most. */
  watched: number;
  /** Validation texts of each corpus on which the package is calibrated and measured, at most. */
  calibrated: number;
  /** Before the encoder is taught. */
  heads: HeadLesson;
  teacher: Lesson;
  student: {
    /** Blocks of the teacher that it begins as, from 1. */
    layers: readonly number[];
    /** Word pieces. */
    vocabulary: number;
    lesson: Lesson;
    weights: DistilWeights;
    /** Variants of each text that the teacher judges for it besides; corpora whose texts have several intents have none. */
    variants: Readonly<Partial<Record<CorpusName, number>>>;
  };
  pruned: {
    /** Share of the feed-forward units that go. */
    units: number;
    lesson: Lesson;
  };
}

export function defaultChoices(seed = 1): Choices {
  const common = { batchSize: 48, headRate: 10, smoothing: 0.05, averageDecay: 0.995, seed };
  return {
    seed,
    base: 'bge-small-en-v1.5',
    demoSentences: 25_000,
    shares: { 'demo-bank': 0.3, banking77: 1.5, clinc150: 0.6, 'multidogo-finance': 0.25, 'nlupp-banking': 1.5 },
    watched: 1200,
    calibrated: 10_000,
    heads: { epochs: 30, learningRate: 5e-3, smoothing: 0.02, seed },
    teacher: { ...common, epochs: 4, learningRate: 1e-4, headRate: 4, layerDecay: 0.9, frozenLayers: 6 },
    student: {
      layers: [3, 6, 9, 12],
      vocabulary: 2500,
      lesson: { ...common, epochs: 8, learningRate: 3e-4, headRate: 4, layerDecay: 0.95, frozenLayers: 0 },
      weights: { labels: 0.3, own: 0.7, others: 0.1, states: 1, temperature: 3 },
      variants: { banking77: 2, clinc150: 1 },
    },
    pruned: { units: 0.25, lesson: { ...common, epochs: 2, learningRate: 1e-4, headRate: 2, layerDecay: 1, frozenLayers: 0 } },
  };
}
