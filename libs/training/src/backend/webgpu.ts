/** Starts WebGPU in Node: Dawn (npm `webgpu`) and TensorFlow.js' kernels for it. */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UnavailableError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';

const require = createRequire(import.meta.url);

/** What is used of Dawn's adapter; the web's own types would bring all of the DOM. */
interface Adapter {
  info: { vendor: string; architecture: string; description: string; isFallbackAdapter?: boolean };
}

/** Dawn and its best adapter, looked for once a process. */
let found: Promise<{ gpu: object; globals: object; adapter: Adapter | null }> | undefined;

/**
 * Software Vulkan (SwiftShader, llvmpipe) is slower than wasm: it is taken only where webgpu was named.
 *
 * @param named the user asked for webgpu, not just for the fastest
 * @throws {UnavailableError} `BACKEND_UNAVAILABLE` where there is no adapter, or only a software one and `named` is false
 */
export async function startWebgpu(named: boolean): Promise<boolean> {
  const { gpu, globals, adapter } = hasDriver() ? await (found ??= findAdapter()) : noAdapter;
  if (!adapter) throw new UnavailableError('BACKEND_UNAVAILABLE', 'no graphics card with a Vulkan, Metal or Direct3D 12 driver');
  if (isSoftware(adapter) && !named) {
    const message = `only a software adapter (${adapter.info.description || adapter.info.architecture}): --backend webgpu takes it all the same`;
    throw new UnavailableError('BACKEND_UNAVAILABLE', message);
  }
  if (!tf.findBackendFactory('webgpu')) register(gpu, globals);
  return tf.setBackend('webgpu');
}

const noAdapter = { gpu: {}, globals: {}, adapter: null };

async function findAdapter() {
  const { create, globals } = await import('webgpu');
  const gpu = create([]);
  return { gpu, globals, adapter: (await gpu.requestAdapter({ powerPreference: 'high-performance' })) as Adapter | null };
}

function register(gpu: object, globals: object): void {
  Object.assign(globalThis, globals);
  const scope = globalThis as { navigator?: object }; // Node has one from 21 on, read-only and without gpu
  if (!scope.navigator) Object.defineProperty(scope, 'navigator', { value: {}, configurable: true, writable: true });
  Object.defineProperty(scope.navigator, 'gpu', { value: gpu, configurable: true });
  require('@tensorflow/tfjs-backend-webgpu'); // registers itself where it sees navigator.gpu
}

/** On Linux a card without a Vulkan driver is of no use, and Dawn prints what it misses: look before it is asked. */
function hasDriver(): boolean {
  if (process.platform !== 'linux' || process.env['VK_ICD_FILENAMES'] || process.env['VK_DRIVER_FILES']) return true;
  const folders = ['/etc', '/usr/share', '/usr/local/share', join(homedir(), '.local/share')].map((folder) => join(folder, 'vulkan/icd.d'));
  return folders.some((folder) => existsSync(folder) && readdirSync(folder).length > 0);
}

const isSoftware = ({ info }: Adapter) =>
  info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|softpipe/i.test(`${info.architecture} ${info.description}`);

/** Vendor and model of the card in use, e.g. for a benchmark's report; undefined where webgpu does not compute. */
export function webgpuDevice(): string | undefined {
  const backend = tf.findBackend('webgpu') as { adapterInfo?: Adapter['info'] } | null;
  const info = backend?.adapterInfo;
  return info && [info.vendor, info.architecture, info.description].filter(Boolean).join(' ');
}
