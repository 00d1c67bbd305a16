import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends, wave, whyMissing } from '../available-backends.fixture.js';
import { engineOf } from '../backends.js';
import { useBackend } from '../use-backend.js';
import { checkGradients } from './check-gradients.js';

const batch = (...shape: number[]) => tf.tensor(wave(tf.util.sizeFromShape(shape)), shape);

/** A little of what the networks use. */
function textLoss(): () => tf.Scalar {
  const table = tf.variable(batch(40, 12));
  const dense = tf.variable(batch(12, 12));
  return () =>
    tf.tidy(() => {
      const tokens = tf.gather(table, tf.tensor2d([[1, 2, 39], [2, 0, 7]], [2, 3], 'int32')); // prettier-ignore
      const hidden = tf.tanh(tf.matMul(tf.reshape(tokens, [6, 12]), dense));
      const { mean, variance } = tf.moments(hidden, -1, true);
      const normal = tf.mul(tf.sub(hidden, mean), tf.rsqrt(tf.add(variance, 1e-3)));
      return tf.neg(tf.mean(tf.logSoftmax(tf.elu(normal)))).asScalar();
    });
}

/** Replaces one kernel of an engine until the returned function is called. */
function breakKernel(kernelName: string, backendName: string, factor: number): () => void {
  const original = tf.getKernel(kernelName, backendName);
  const put = (kernelFunc: tf.KernelFunc) => {
    tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({ ...original, kernelName, backendName, kernelFunc });
  };
  put((params) => {
    const right = original.kernelFunc(params) as tf.TensorInfo;
    const engine = params.backend as tf.KernelBackend;
    const values = (engine.readSync(right.dataId) as Float32Array).map((value) => value * factor);
    return { ...right, dataId: engine.write(values, right.shape, right.dtype) };
  });
  return () => put(original.kernelFunc);
}

describe.each(await availableBackends())('checkGradients on %s', (backend) => {
  it('finds nothing in what is right, changes nothing and leaves no tensor', async () => {
    await useBackend(backend);
    const loss = textLoss();
    await checkGradients(loss);
    const before = tf.memory().numTensors;
    const report = await checkGradients(loss);
    expect(report.checked).toEqual(expect.arrayContaining(['GatherV2', 'BatchMatMul', 'Tanh', 'Mean', 'Rsqrt', 'Exp', 'Elu']));
    expect(report.unchecked).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
    expect(tf.getBackend()).toBe(engineOf(backend));
  });

  it('moving averages stay as they were', async () => {
    await useBackend(backend);
    const norm = tf.layers.batchNormalization();
    norm.build([null, 3]);
    await checkGradients(() => tf.sum(norm.apply(batch(4, 3), { training: true }) as tf.Tensor).asScalar());
    expect([...norm.getWeights()[2]!.dataSync()]).toEqual([0, 0, 0]);
  });
});

describe('checkGradients', () => {
  it.each([
    ['Tanh', 'Tanh', 'output 0'],
    ['EluGrad', 'Elu', 'gradient by x'],
    ['UnsortedSegmentSum', 'GatherV2', 'gradient by x'],
  ])('names the operation where %s is 1 % off', async (broken, kernel, what) => {
    await useBackend('wasm');
    const repair = breakKernel(broken, 'wasm', 1.01);
    try {
      await expect(checkGradients(textLoss())).rejects.toMatchObject({
        code: 'GRADIENT_MISMATCH',
        message: expect.stringContaining(`${kernel} on wasm: ${what}`) as string,
      });
      await expect(checkGradients(textLoss(), { tolerance: 0.02 })).resolves.toMatchObject({ tolerance: 0.02 });
    } finally {
      repair();
    }
  });

  it('checks the attributes that the model uses: a padded average pool as it was before its repair', async () => {
    await useBackend('wasm');
    const repair = breakKernel('AvgPoolGrad', 'wasm', 4 / 9);
    try {
      const image = tf.variable(batch(1, 20, 20, 2));
      const loss = () => tf.sum(tf.square(tf.avgPool(image as tf.Tensor as tf.Tensor4D, 3, 2, 'same'))).asScalar();
      await expect(checkGradients(loss)).rejects.toMatchObject({
        message: expect.stringContaining('AvgPool on wasm: gradient by x') as string,
      });
    } finally {
      repair();
    }
  });
});

const missing = await whyMissing('tensorflow');
if (missing) console.log(`Skipped on native TensorFlow: ${missing}`);

describe.skipIf(missing)('checkGradients on native TensorFlow (npm run setup:native)', () => {
  const volumeLoss = () => {
    const filter = tf.variable(batch(3, 3, 3, 2, 4)) as tf.Tensor as tf.Tensor5D;
    const up = tf.variable(batch(2, 2, 2, 3, 4)) as tf.Tensor as tf.Tensor5D;
    const volume = batch(1, 8, 8, 8, 2) as tf.Tensor5D;
    const norm = tf.layers.batchNormalization();
    return () => {
      const features = norm.apply(tf.conv3d(volume, filter, 1, 'same'), { training: true }) as tf.Tensor5D;
      const pooled = tf.maxPool3d(tf.relu(features), 2, 2, 'valid');
      return tf.mean(tf.square(tf.conv3dTranspose(pooled, up, [1, 8, 8, 8, 3], 2, 'same'))).asScalar();
    };
  };

  it('a 3-D network agrees with the cpu engine', async () => {
    await useBackend('tensorflow');
    const { checked } = await checkGradients(volumeLoss());
    expect(checked).toEqual(expect.arrayContaining(['Conv3D', 'MaxPool3D', 'FusedBatchNorm', 'Conv3DBackpropInputV2']));
  });

  it("TensorFlow's own gradient of a 3-D max pool is caught: every tied maximum gets all of it", async () => {
    await useBackend('tensorflow');
    const { gradFunc, ...rest } = tf.getGradient('MaxPool3D');
    const own: tf.GradFunc = (dy, [input, output], attrs) => ({
      x: () =>
        tf
          .engine()
          .runKernel('MaxPool3DGrad', { dy: dy as tf.Tensor, input: input!, output: output! }, attrs as unknown as tf.NamedAttrMap),
    });
    const put = (gradient: tf.GradFunc) => {
      tf.unregisterGradient('MaxPool3D');
      tf.registerGradient({ ...rest, gradFunc: gradient });
    };
    put(own);
    try {
      await expect(checkGradients(volumeLoss())).rejects.toMatchObject({
        message: expect.stringContaining('MaxPool3D on tensorflow: gradient of tied maxima') as string,
      });
    } finally {
      put(gradFunc);
    }
  });
});
