import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { wave } from './available-backends.fixture.js';
import { useBackend } from './use-backend.js';
import { startWebgpu, webgpuDevice } from './webgpu.js';

// Chromium brings a Vulkan driver in software; with libvulkan1 it gives Dawn an adapter on any machine: right, and slow.
const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';
if (existsSync(driver)) process.env['VK_ICD_FILENAMES'] ??= driver;
const why = await startWebgpu(true).then(
  () => undefined,
  (cause: Error) => cause.message,
);
if (why) console.log(`Skipped on WebGPU: ${why}`);
const isSoftware = /swiftshader|llvmpipe/i.test(webgpuDevice() ?? '');

describe.skipIf(why)('WebGPU', () => {
  it.runIf(isSoftware)('is not taken for software, unless it is named', async () => {
    await expect(startWebgpu(false)).rejects.toMatchObject({ message: expect.stringContaining('--backend webgpu') as string });
    const { name } = await useBackend();
    expect(name).not.toBe('webgpu');
    expect((await useBackend('webgpu')).name).toBe('webgpu');
    expect(tf.getBackend()).toBe('webgpu');
  });

  it('the gradient of gather adds up rows that are asked for twice', async () => {
    await useBackend('webgpu');
    const gradient = tf.grad((table: tf.Tensor) => tf.sum(tf.gather(table, tf.tensor1d([2, 0, 2], 'int32'))))(tf.ones([3, 2]));
    expect([...(await gradient.data())]).toEqual([1, 1, 0, 0, 2, 2]);
  });

  it('has the repaired gradients: ties of a 3-D max pool, a transposed convolution', async () => {
    await useBackend('webgpu');
    const pool = (x: tf.Tensor) => tf.sum(tf.maxPool3d(x as tf.Tensor5D, 2, 2, 'valid'));
    expect([
      ...(await tf
        .grad(pool)(tf.ones([1, 2, 2, 2, 1]))
        .data()),
    ]).toEqual(new Array<number>(8).fill(1 / 8));
    // values of ./repairs/conv3d-gradients.spec.ts
    const filter = tf.tensor5d(wave(8), [2, 2, 2, 1, 1]);
    const loss = (x: tf.Tensor) => tf.sum(tf.square(tf.conv3dTranspose(x as tf.Tensor5D, filter, [1, 4, 4, 4, 1], 2, 'valid')));
    const [first, second] = await tf
      .grad(loss)(tf.tensor5d(wave(8), [1, 2, 2, 2, 1]))
      .data();
    expect(first).toBeCloseTo(7.6332016, 4);
    expect(second).toBeCloseTo(8.2484732, 4);
  });
});
