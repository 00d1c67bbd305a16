import { cpus } from 'node:os';
import { describe, expect, it } from 'vitest';
import { deviceName } from './device-name.js';

describe('deviceName', () => {
  it.each(['tensorflow', 'wasm', 'cpu'] as const)('%s computes on the processor', (backend) => {
    expect(deviceName(backend)).toBe(cpus()[0]?.model ?? 'unknown processor');
  });

  it.each(['webgpu', 'tensorflow-gpu'] as const)('%s is never given the name of the processor', (backend) => {
    expect(deviceName(backend)).not.toBe(cpus()[0]?.model);
  });
});
