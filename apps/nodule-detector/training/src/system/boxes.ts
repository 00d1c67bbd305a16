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
  /** Whole other phantoms, which settings are chosen on; made when they are asked for. */
  scans: () => Promise<string[]>;
}

/** Nodules drawn into each real scan. */
const IMPLANTED = 12;
/** Phantoms whose boxes are searched after each epoch. */
const WATCHED = 3;

export async function collectBoxes({ cache, data, annotations, excluded, say }: BoxRequest, choices: Choices): Promise<Boxes> {
  const phantoms = join(cache, 'phantoms');
  const of = async (kind: PhantomKind, first: number, count: number) => {
    await fillPhantomCache(phantoms, kind, { first, count });
    return cachedPhantoms(phantoms, kind, first, count);
  };
  const real = { ...(annotations && { annotations }), ...(excluded && { excluded }), seed: choices.seed, say };
  return {
    training: {
      phantoms: await of('boxes', FIRST_SEED.training, choices.phantoms),
      implanted: data ? await fillRealCache(join(cache, 'implanted'), { ...real, data, implanted: IMPLANTED }) : [],
      real: data && annotations ? await fillRealCache(join(cache, 'real'), { ...real, data, implanted: 0 }) : [],
    },
    validation: await readAll(await of('boxes', FIRST_SEED.validation, Math.min(WATCHED, choices.validationPhantoms))),
    scans: () => of('usual', FIRST_SEED.validation, choices.validationPhantoms),
  };
}
