/** The checkpoints of a run: the last few and the best. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CasebookError } from '@casebook/core';
import { type Checkpoint, type CheckpointContent, FOLDER_NAME } from './checkpoint-format.js';
import { readCheckpoint, readManifest } from './read-checkpoint.js';
import { PART, writeCheckpoint } from './write-checkpoint.js';

export interface CheckpointsOptions {
  /** How many of the last ones stay, beside the best; 2 unless told: should the newest be damaged, the run goes back to the other. */
  keep?: number;
  /** Whether a high or a low score is the best; `max` unless told. */
  goal?: 'max' | 'min';
}

export interface Checkpoints {
  /** Writes one and removes those that are neither among the last nor the best. @returns its folder */
  save(content: CheckpointContent): Promise<string>;
  /** The newest whole one, if there is any, and the damaged ones that were passed over on the way. */
  newest(): Promise<{ checkpoint?: Checkpoint; damaged: { path: string; why: string }[] }>;
  /** The one with the best score, if any has a score. */
  best(): Promise<Checkpoint | undefined>;
}

/** @param dir need not exist yet; belongs to the checkpoints of one run */
export function openCheckpoints(dir: string, { keep = 2, goal = 'max' }: CheckpointsOptions = {}): Checkpoints {
  /** Folders of checkpoints, oldest first. */
  const names = async () => (await entries(dir)).filter((name) => FOLDER_NAME.test(name)).sort();

  const bestName = async () => {
    let best: { name: string; score: number } | undefined;
    for (const name of await names()) {
      const score = await scoreOf(join(dir, name));
      if (score !== undefined && (!best || (goal === 'max' ? score > best.score : score < best.score))) best = { name, score };
    }
    return best?.name;
  };

  const prune = async () => {
    const best = await bestName();
    const parts = (await entries(dir)).filter((name) => name.endsWith(PART)); // of a process that was killed
    const old = (await names()).slice(0, -keep).filter((name) => name !== best);
    for (const name of [...old, ...parts]) await rm(join(dir, name), { recursive: true, force: true });
  };

  return {
    save: async (content) => {
      const path = await writeCheckpoint(dir, content);
      await prune();
      return path;
    },
    newest: async () => {
      const damaged: { path: string; why: string }[] = [];
      for (const name of (await names()).reverse()) {
        const path = join(dir, name);
        try {
          return { checkpoint: await readCheckpoint(path), damaged };
        } catch (error) {
          if (!(error instanceof CasebookError)) throw error;
          damaged.push({ path, why: error.message });
        }
      }
      return { damaged };
    },
    best: async () => {
      const name = await bestName();
      return name === undefined ? undefined : readCheckpoint(join(dir, name));
    },
  };
}

/** A damaged one has no score. */
async function scoreOf(path: string): Promise<number | undefined> {
  try {
    return (await readManifest(path)).score;
  } catch (error) {
    if (error instanceof CasebookError) return undefined;
    throw error;
  }
}

async function entries(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
