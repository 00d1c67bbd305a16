/** Chooses the engine that TensorFlow.js computes on, and says why the faster ones were not taken. */
import { InvalidInputError, UnavailableError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { BACKENDS, type BackendName, isBackend } from './backends.js';
import { repairKernels } from './repairs/repair-kernels.js';
import { startTensorflow } from './tensorflow.js';
import { startWasm } from './wasm.js';
import { startWebgpu } from './webgpu.js';

export { BACKENDS, type BackendName } from './backends.js';

export interface BackendChoice {
  name: BackendName;
  /** The faster ones that could not start, and why. */
  skipped: { name: BackendName; why: string }[];
}

/** True where it started; throws or answers false where not. `named` is false while looking for the fastest. */
const starters: Record<BackendName, (named: boolean) => Promise<boolean>> = {
  'tensorflow-gpu': () => startTensorflow(true),
  tensorflow: () => startTensorflow(false),
  webgpu: startWebgpu,
  wasm: startWasm,
  cpu: async () => tf.setBackend('cpu'),
};

/**
 * Starts the fastest engine that works here, or exactly the preferred one, and repairs its wrong, slow or missing kernels.
 * A package that is not installed or not built, or a machine without a graphics card, is a reason in `skipped`, never a crash.
 *
 * @param preferred take this one or fail; without it: tensorflow-gpu, tensorflow, webgpu (a real card only), wasm, cpu
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
  const skipped: BackendChoice['skipped'] = [];
  for (const name of preferred ? [preferred] : BACKENDS) {
    const why = await start(name, preferred !== undefined);
    if (why === undefined) {
      repairKernels();
      return { name, skipped };
    }
    skipped.push({ name, why });
  }
  const reasons = skipped.map(({ name, why }) => `${name}: ${why}`).join('; ');
  throw new UnavailableError(
    'BACKEND_UNAVAILABLE',
    `No backend could start (${reasons}): leave the choice open to take the fastest that works.`,
  );
}

/** What computes, and a line for each faster one that says why it does not. */
export function describeBackend({ name, skipped }: BackendChoice): string {
  const head = `TensorFlow.js ${tf.version['tfjs']} computes on ${name}`;
  return [head, ...skipped.map((other) => `  not on ${other.name}: ${other.why}`)].join('\n');
}

async function start(name: BackendName, named: boolean): Promise<string | undefined> {
  try {
    if (!(await starters[name](named))) return 'it did not start';
    await tf.ready();
    return undefined;
  } catch (cause) {
    return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.trim();
  }
}
