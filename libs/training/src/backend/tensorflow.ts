/** Starts native TensorFlow: tfjs-node-gpu, or tfjs-node. */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { UnavailableError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { repairNodeUtil } from './repairs/node-util.js';

const require = createRequire(import.meta.url);

/** Both packages register the engine `tensorflow` and its kernels: a process can load one of them, once. */
let loaded: string | undefined;

/** @throws {UnavailableError} `BACKEND_UNAVAILABLE` with what to do about it */
export async function startTensorflow(gpu: boolean): Promise<boolean> {
  const setup = `npm run setup:native${gpu ? ' -- --gpu' : ''}`;
  const name = gpu ? '@tensorflow/tfjs-node-gpu' : '@tensorflow/tfjs-node';
  if (gpu || !loaded) requireBuilt(name, setup);
  if (!loaded) load(name, setup);
  const engine = tf.findBackend('tensorflow') as tf.KernelBackend & { isUsingGpuDevice: boolean };
  // tfjs-node-gpu without a device computes on the CPU: it is `tensorflow` then.
  if (engine.isUsingGpuDevice ? !gpu : gpu && loaded !== name) {
    throw new UnavailableError('BACKEND_UNAVAILABLE', `this process has loaded ${loaded} already, start a new one`);
  }
  if (gpu && !engine.isUsingGpuDevice) {
    throw new UnavailableError('BACKEND_UNAVAILABLE', 'TensorFlow found no CUDA device (nvidia-smi shows what the driver sees)');
  }
  return tf.setBackend('tensorflow');
}

function requireBuilt(name: string, setup: string): void {
  const folder = folderOf(name);
  if (!folder) throw new UnavailableError('BACKEND_UNAVAILABLE', `not installed: npm ci --include=optional, then ${setup}`);
  if (!hasAddon(folder)) throw new UnavailableError('BACKEND_UNAVAILABLE', `not built: ${setup}`);
}

function load(name: string, setup: string): void {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'; // its notes on CPU features and rounding are no warnings for our users
  repairNodeUtil();
  try {
    require(name); // registers kernels and engine with the one @tensorflow/tfjs of this process
    loaded = name;
  } catch (cause) {
    // Kernels come before the addon: the next package would find its own names taken, and warn of each.
    for (const { kernelName } of tf.getKernelsForBackend('tensorflow')) tf.unregisterKernel(kernelName, 'tensorflow');
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UnavailableError('BACKEND_UNAVAILABLE', `does not load (${message.split('\n')[0]!.trim()}): ${setup}`, { cause });
  }
}

function folderOf(name: string): string | undefined {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined; // optional, and npm left it out
  }
}

/** Where node-pre-gyp puts it: a folder for the N-API version. */
function hasAddon(folder: string): boolean {
  const library = join(folder, 'lib');
  return existsSync(library) && readdirSync(library).some((name) => existsSync(join(library, name, 'tfjs_binding.node')));
}
