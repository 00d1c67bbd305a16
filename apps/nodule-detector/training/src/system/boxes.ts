/** The boxes of a run, by where they come from. */
import { join } from 'node:path';
import { type PhantomKind, cachedPhantoms, fillPhantomCache, FIRST_SEED, readAll } from '../data/phantom-cache.js';
import type { PreparedScan } from '../data/prepared-scan.js';
import { fillRealCache } from '../data/real-cache.js';
import type { Choices, Material } from './choices.js';

export interface BoxRequest {
  /** Folder of what was prepared. */
  cache: string;
  /** Real scans, and their lists. */
  data?: string;
  annotations?: string;
  excluded?: string;
  say: (line: string) => void;
}

export interface Boxes {
  /** Paths of prepared boxes to learn from; empty where there are none. */
  training: Record<Material, string[]>;
  /** Boxes of other phantoms, searched while learning. */
  validation: PreparedScan[];
  /** Whole scans which settings are chosen on: of held-out patients where there are enough, else of other phantoms, made when they are asked for. */
  scans: () => Promise<string[]>;
}

/** Nodules drawn into each real scan. */
const IMPLANTED = 12;
/** Real scans that settings may be chosen on. */
const ENOUGH = 10;
/** Phantoms whose boxes are searched after each epoch. */
const WATCHED = 3;

export async function collectBoxes({ cache, data, annotations, excluded, say }: BoxRequest, choices: Choices): Promise<Boxes> {
  const phantoms = join(cache, 'phantoms');
  const of = async (kind: PhantomKind, first: number, count: number) => {
    await fillPhantomCache(phantoms, kind, { first, count });
    return cachedPhantoms(phantoms, kind, first, count);
  };
  const lists = { ...(annotations && { annotations }), ...(excluded && { excluded }) };
  const request = data && { data, ...lists, implanted: IMPLANTED, seed: choices.seed, say };
  const real = request ? await fillRealCache(join(cache, 'real'), request) : { real: [], implanted: [], validation: [] };
  return {
    training: {
      phantoms: await of('boxes', FIRST_SEED.training, choices.phantoms),
      implanted: real.implanted,
      real: real.real,
    },
    validation: await readAll(await of('boxes', FIRST_SEED.validation, Math.min(WATCHED, choices.validationPhantoms))),
    scans: async () =>
      real.validation.length >= ENOUGH ? real.validation : of('usual', FIRST_SEED.validation, choices.validationPhantoms),
  };
}
