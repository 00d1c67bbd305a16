/** Everything that can be chosen, in one place; a run folder keeps it. */
import { PREPARATION } from '@casebook/nodule-detector-contract/detector';
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
  /** Boxes, drawn from all, in which hard places are looked for before a lesson. */
  mined: number;
  lessons: readonly DetectorLesson[];
  reducerLesson: Lesson;
}

export interface Budget {
  phantoms: number;
  validationPhantoms: number;
  /** Of the first lesson … */
  epochs: number;
  /** … and of each later one, where they shall not follow from it. */
  laterEpochs?: number;
  /** Crops of an epoch. */
  crops: number;
  mined: number;
  /** Names of the detector's lessons, where not all are given. */
  lessons?: readonly string[];
}

export const BUDGET: Budget = { phantoms: 400, validationPhantoms: 12, epochs: 40, crops: 2000, mined: 1000 };

/** No mistakes to learn from yet. */
const FIRST_SHARES: CropShares = { nodules: 0.7, places: 0.3, hard: 0 };

export function defaultChoices(seed: number, budget: Partial<Budget> = {}): Choices {
  const { phantoms, validationPhantoms, epochs, crops, mined, lessons, laterEpochs } = { ...BUDGET, ...budget };
  const later = (share: number) => laterEpochs ?? Math.ceil(share * epochs);
  return {
    seed,
    detector: { ...DETECTOR, seed },
    reducer: { ...REDUCER, seed: seed + 1 },
    phantoms,
    validationPhantoms,
    mined,
    lessons: allLessons(seed, epochs, crops, later).filter(({ name }) => lessons?.includes(name) ?? true),
    reducerLesson: {
      ...COMMON,
      name: 'reducer',
      epochs: later(0.5),
      crops,
      side: PREPARATION.cube,
      learningRate: 2e-3,
      mine: true,
      seed: seed + 4,
    },
  };
}

const COMMON = { batchSize: 16, averageDecay: 0.99, frozenLevels: 0, frozenFor: 0, shares: SHARES };

/**
 * Small crops first, which show most nodules in an hour; then larger ones: the coarse levels must learn what a neighbourhood looks like that goes on
 * beyond them, as it does in a tile.
 */
function allLessons(seed: number, epochs: number, crops: number, later: (share: number) => number): DetectorLesson[] {
  const rest = { ...COMMON, crops, mine: true };
  // What a lung's texture is was learned from phantoms: the upper levels may use it before the lower ones learn the real one.
  const large = { ...rest, side: 64, batchSize: 8, learningRate: 5e-4 };
  const transferred = { ...large, frozenLevels: 2, frozenFor: 0.3 };
  return [
    { ...rest, name: 'phantoms', from: ['phantoms'], epochs, side: 32, learningRate: 4e-3, mine: false, shares: FIRST_SHARES, seed },
    { ...rest, name: 'hard', from: ['phantoms'], epochs: later(0.5), side: 48, learningRate: 1e-3, seed: seed + 1 },
    { ...large, name: 'large', from: ['phantoms'], epochs: later(0.25), seed: seed + 5 },
    { ...transferred, name: 'implanted', from: ['phantoms', 'implanted'], epochs: later(0.25), seed: seed + 2 },
    { ...transferred, name: 'real', from: ['real'], epochs: later(0.5), seed: seed + 3 },
  ];
}
