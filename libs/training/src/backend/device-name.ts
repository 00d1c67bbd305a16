/** What computes, for reports. */
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { BackendName } from './backends.js';
import { webgpuDevice } from './webgpu.js';

/** Model of the processor or the graphics card that the engine, once started, computes on. */
export function deviceName(backend: BackendName): string {
  if (backend === 'webgpu') return webgpuDevice() ?? 'unknown WebGPU adapter';
  if (backend === 'tensorflow-gpu') return cudaDevices().join(', ') || 'unknown CUDA device';
  return cpus()[0]?.model ?? 'unknown processor';
}

/** The driver lists its cards here; nvidia-smi need not be installed. */
function cudaDevices(folder = '/proc/driver/nvidia/gpus'): string[] {
  try {
    return readdirSync(folder).map((card) => /Model:\s*(.+)/.exec(readFileSync(join(folder, card, 'information'), 'utf8'))?.[1] ?? card);
  } catch {
    return []; // no such driver
  }
}
