/** Everything that can be chosen, in one place; a run folder keeps it. */
import { type CropShares, SHARES } from '../data/crop-list.js';
import { DETECTOR, type DetectorConfig } from '../network/detector-config.js';
import type { EncoderConfig } from '../network/encoder.js';
import type { Lesson } from '../network/lesson.js';
import { REDUCER } from '../network/reducer-network.js';

/** Where a lesson's boxes come from. */
export type Material = 'phantoms' | 'implanted' | 'real';

export interface DetectorLesson extends Lesson {
  from: readonly Material[];
}

export interface Choices {
  seed: number;
  detector: DetectorConfig;
  reducer: EncoderConfig;
  /** Phantoms that are learned from, and whole ones that settings are chosen on. */
  phantoms: number;
  validationPhantoms: number;
  lessons: readonly DetectorLesson[];
  reducerLesson: Lesson;
}

export interface Budget {
  phantoms: number;
  validationPhantoms: number;
  /** Of the first lesson; the others follow. */
  epochs: number;
  /** Crops of an epoch. */
  crops: number;
}

export const BUDGET: Budget = { phantoms: 400, validationPhantoms: 12, epochs: 40, crops: 2000 };

/** No mistakes to learn from yet. */
const FIRST_SHARES: CropShares = { nodules: 0.7, places: 0.3, hard: 0 };

export function defaultChoices(seed: number, { phantoms, validationPhantoms, epochs, crops }: Budget = BUDGET): Choices {
  const lesson = { batchSize: 8, averageDecay: 0.99, frozenLevels: 0, frozenFor: 0, crops };
  return {
    seed,
    detector: { ...DETECTOR, seed },
    reducer: { ...REDUCER, seed: seed + 1 },
    phantoms,
    validationPhantoms,
    lessons: [
      { ...lesson, name: 'phantoms', from: ['phantoms'], epochs, side: 48, learningRate: 3e-3, mine: false, shares: FIRST_SHARES, seed },
      {
        ...lesson,
        name: 'hard',
        from: ['phantoms'],
        epochs: Math.ceil(epochs / 2),
        side: 48,
        learningRate: 1e-3,
        mine: true,
        shares: SHARES,
        seed: seed + 1,
      },
      // What a lung's texture is was learned from phantoms: the upper levels may use it before the lower ones learn the real one.
      {
        ...lesson,
        name: 'implanted',
        from: ['phantoms', 'implanted'],
        epochs: Math.ceil(epochs / 4),
        side: 64,
        learningRate: 5e-4,
        frozenLevels: 2,
        frozenFor: 0.3,
        mine: true,
        shares: SHARES,
        seed: seed + 2,
      },
      { ...lesson, name: 'real', from: ['real'], epochs: Math.ceil(epochs / 2), side: 64, learningRate: 5e-4, frozenLevels: 2, frozenFor: 0.3, mine: true, shares: SHARES, seed: seed + 3 }, // prettier-ignore
    ],
    reducerLesson: {
      ...lesson,
      name: 'reducer',
      epochs: Math.ceil(epochs / 2),
      batchSize: 16,
      side: 32,
      learningRate: 2e-3,
      mine: true,
      shares: SHARES,
      seed: seed + 4,
    },
  };
}
