/** Chooses the engine that TensorFlow.js computes on, and says why the faster ones were not taken. */
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { InvalidInputError, UnavailableError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { repairUnsortedSegmentSum } from './unsorted-segment-sum.js';

/** `tensorflow` is @tensorflow/tfjs-node, `wasm` is WebAssembly with SIMD, `cpu` is plain JavaScript. */
export const BACKENDS = ['tensorflow', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];

export interface BackendChoice {
  name: BackendName;
  /** The faster ones that could not start, and why. */
  skipped: { name: BackendName; why: string }[];
}

const require = createRequire(import.meta.url);

const starters: Record<BackendName, () => Promise<boolean>> = {
  tensorflow: async () => {
    require('@tensorflow/tfjs-node'); // throws where its native part is not built; registers the backend where it is
    return tf.setBackend('tensorflow');
  },
  wasm: async () => {
    setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
    return tf.setBackend('wasm');
  },
  cpu: async () => tf.setBackend('cpu'),
};

/**
 * Starts the fastest engine that works here, or exactly the preferred one, and repairs its slow or missing kernels.
 *
 * @param preferred take this one or fail; without it: tensorflow, then wasm, then cpu
 * @throws {InvalidInputError} `BACKEND_UNKNOWN`
 * @throws {UnavailableError} `BACKEND_UNAVAILABLE` where the preferred one cannot start
 *
 * @example
 * console.log(describeBackend(await useBackend()));
 */
export async function useBackend(preferred?: string): Promise<BackendChoice> {
  if (preferred !== undefined && !isBackend(preferred)) {
    throw new InvalidInputError('BACKEND_UNKNOWN', `There is no backend ${preferred}: choose one of ${BACKENDS.join(', ')}.`);
  }
  repairUnsortedSegmentSum();
  const skipped: BackendChoice['skipped'] = [];
  for (const name of preferred ? [preferred] : BACKENDS) {
    const why = await start(name);
    if (why === undefined) return { name, skipped };
    skipped.push({ name, why });
  }
  const reasons = skipped.map(({ name, why }) => `${name}: ${why}`).join('; ');
  throw new UnavailableError(
    'BACKEND_UNAVAILABLE',
    `No backend could start (${reasons}): leave the choice open to take the fastest that works.`,
  );
}

/** One line for the console: what computes, and why nothing faster does. */
export function describeBackend({ name, skipped }: BackendChoice): string {
  const others = skipped.map((other) => `${other.name} not: ${other.why}`).join('; ');
  return `TensorFlow.js ${tf.version['tfjs']} on ${name}${others && ` (${others})`}`;
}

async function start(name: BackendName): Promise<string | undefined> {
  try {
    if (!(await starters[name]())) return 'it did not start';
    await tf.ready();
    return undefined;
  } catch (cause) {
    return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.trim();
  }
}

const isBackend = (name: string): name is BackendName => (BACKENDS as readonly string[]).includes(name);
