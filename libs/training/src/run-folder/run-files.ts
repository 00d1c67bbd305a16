/** Names of the files in a run's folder. */
import { readdir } from 'node:fs/promises';

export const FILES = {
  config: 'config.json',
  environment: 'environment.json',
  curves: 'curves.csv',
  picture: 'curves.svg',
  metrics: 'metrics.json',
  checkpoints: 'checkpoints',
  /** There while a process trains. */
  lock: 'run.lock',
  /** TensorBoard looks for `tfevents` in the name. */
  events: 'events.out.tfevents',
} as const;

/** Names in a folder, none where it does not exist. */
export async function entries(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
