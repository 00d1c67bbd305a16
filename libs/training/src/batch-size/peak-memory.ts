/** How much memory an attempt took at its highest. */
import { readFileSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import * as tf from '@tensorflow/tfjs';

export interface MemoryMeter {
  /** Forgets the peak so far, where the system can do that. */
  reset(): void;
  /** Bytes, at the highest since the reset. */
  peak(): number;
}

/** What WebGL and WebGPU tell, each by another name: the buffers they hold, those kept for reuse included. */
interface GpuMemory {
  numBytesInGPUAllocated?: number;
  numBytesAllocatedInGPU?: number;
}

const onGpu = (): number | undefined => {
  const memory = tf.memory() as GpuMemory;
  return memory.numBytesInGPUAllocated ?? memory.numBytesAllocatedInGPU;
};

/**
 * On a GPU backend what it has allocated there; else the resident memory of this process. Linux resets that peak; elsewhere, and with the
 * heap of WebAssembly, which never shrinks, it only rises, so that no batch above the first one over the bound is taken for fitting.
 */
export const systemMemory: MemoryMeter = {
  reset: () => {
    try {
      writeFileSync('/proc/self/clear_refs', '5'); // proc(5): resets the peak resident set
    } catch {
      // not Linux, or not allowed
    }
  },
  peak: () => onGpu() ?? residentPeak(),
};

function residentPeak(): number {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    if (peak) return Number(peak[1]) * 1024;
  } catch {
    // not Linux
  }
  return process.resourceUsage().maxRSS * 1024;
}

/** Three quarters of what the machine, or its container, has; on a GPU backend none, as nothing tells how much a GPU has. */
export function defaultMemoryLimit(): number {
  if (onGpu() !== undefined) return Infinity;
  const allowed = process.constrainedMemory();
  return 0.75 * (allowed > 0 ? Math.min(allowed, totalmem()) : totalmem());
}
