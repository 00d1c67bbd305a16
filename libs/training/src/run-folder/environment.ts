/** What the numbers of a run may depend on besides its configuration. */
import { cpus, totalmem } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { currentCommit } from '../metrics/evaluation-report.js';

export interface Environment {
  /** When the process looked. */
  at: string;
  /** Checked out at that time: files may change while a run goes on. */
  commit: string | null;
  node: string;
  platform: string;
  cpu: string;
  cores: number;
  memoryBytes: number;
  tensorflowJs: string;
  /** `null` where none has been started yet. */
  backend: string | null;
}

export async function environment(): Promise<Environment> {
  return {
    at: new Date().toISOString(),
    commit: await currentCommit(process.cwd()),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    tensorflowJs: tf.version['tfjs'],
    backend: currentBackend(),
  };
}

export const currentBackend = (): string | null => tf.getBackend() || null;
