import * as tf from '@tensorflow/tfjs';
import { describe, expect, it, vi } from 'vitest';
import { whyMissing } from './available-backends.fixture.js';
import { engineOf } from './backends.js';
import { BACKENDS, describeBackend, useBackend } from './use-backend.js';

describe('useBackend', () => {
  it('takes the fastest that starts and names why the faster ones did not', async () => {
    const choice = await useBackend();
    expect(tf.getBackend()).toBe(engineOf(choice.name));
    expect(choice.skipped.map(({ name }) => name)).toEqual(BACKENDS.slice(0, BACKENDS.indexOf(choice.name)));
    choice.skipped.forEach(({ why }) => expect(describeBackend(choice)).toContain(why));
  });

  it('refuses a name it does not know', async () => {
    await expect(useBackend('gpu9000')).rejects.toMatchObject({ code: 'BACKEND_UNKNOWN' });
  });

  it('says of each that it cannot take how to get it', async () => {
    const { skipped } = await useBackend();
    for (const { name, why } of skipped) {
      if (name.startsWith('tensorflow')) expect(why).toContain('npm run setup:native');
      if (name === 'webgpu') expect(why).toMatch(/no graphics card|--backend webgpu/);
    }
  });

  it('takes an engine again after another', async () => {
    for (const name of ['cpu', 'wasm', 'cpu', 'wasm'] as const) {
      await useBackend(name);
      expect(tf.getBackend()).toBe(name);
    }
  });

  it('prints no warning, however often', async () => {
    const warn = vi.spyOn(console, 'warn');
    await useBackend();
    await useBackend('cpu');
    tf.ones([2]).dataSync();
    await useBackend();
    expect(warn).not.toHaveBeenCalled(); // e.g. of kernels registered twice
  });
});

describe('tensorflow-gpu', async () => {
  it.runIf(await whyMissing('tensorflow-gpu'))('is no crash where it is missing, and leaves the others in order', async () => {
    await expect(useBackend('tensorflow-gpu')).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
    const { name } = await useBackend();
    expect(name).not.toBe('tensorflow-gpu');
    expect(tf.add(1, 2).dataSync()[0]).toBe(3);
  });
});
