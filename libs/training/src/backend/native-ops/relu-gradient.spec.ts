import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';

describe.each(await availableBackends())('the gradient of relu on %s', (backend) => {
  it('is what PyTorch gives, also at 0 and far away', async () => {
    await useBackend(backend);
    // torch 2.8: x = torch.tensor([-inf, -1., -0., 0., 1e-30, 2., inf], requires_grad=True); (x.relu() * torch.arange(1., 8.)).sum().backward()
    const x = tf.tensor1d([-Infinity, -1, -0, 0, 1e-30, 2, Infinity]);
    const dx = tf.grad((given) => tf.relu(given))(x, tf.range(1, 8));
    expect([...dx.dataSync()]).toEqual([0, 0, 0, 0, 5, 6, 7]);
  });
});
