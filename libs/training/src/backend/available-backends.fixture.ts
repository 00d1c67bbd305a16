/** Which engines this machine has: specs run on each, and say where one is missing. */
import { BACKENDS, type BackendName, useBackend } from './use-backend.js';

const started = new Map<BackendName, string | undefined>();

/** `undefined` where the engine starts, else why it does not. */
export async function whyMissing(name: BackendName): Promise<string | undefined> {
  if (!started.has(name)) started.set(name, await useBackend(name).then(() => undefined, (cause: Error) => cause.message)); // prettier-ignore
  return started.get(name);
}

/** All engines that start here, as `describe.each` wants them. */
export async function availableBackends(): Promise<BackendName[]> {
  const names: BackendName[] = [];
  for (const name of BACKENDS.filter((each) => each !== 'webgpu')) if (!(await whyMissing(name))) names.push(name);
  return names;
}

/** sin 1, sin 2, sin 3, … in row-major order: values without pattern that any language can write down. */
export const wave = (size: number, from = 1): Float32Array => Float32Array.from({ length: size }, (_, i) => Math.sin(i + from));
