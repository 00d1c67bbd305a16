import { AdamW, useBackend } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Load, loads, memoryLoads } from './loads.js';
import { network } from './networks.js';

beforeAll(() => useBackend(), 60_000);

/*
 * Counted by the peer, in its folder: python -c 'import json, sys; from networks import NETWORKS
 * for load in json.load(sys.stdin): print(sum(p.numel() for p in NETWORKS[load["kind"]](**load)[0].parameters()))'
 */
const parameters = [1_296_640, 224_913, 665_610, 450_577, 18_861_005];

describe('the networks that are measured', () => {
  it.each(parameters.map((count, i) => [loads[i]!.name, loads[i]!, count] as const))(
    '%s has as many parameters as its peer',
    (_, load, count) => {
      const { variables } = network(load);
      expect(variables.reduce((sum, { size }) => sum + size, 0)).toBe(count);
      tf.disposeVariables();
    },
    60_000,
  );

  it.each(memoryLoads.map((load) => [load.name, small(load)] as const))(
    '%s learns its batch',
    async (_, load) => {
      await useBackend(load.kind === 'cnn3d' && tf.getBackend() === 'wasm' ? 'cpu' : undefined); // wasm refuses 3-D
      const { loss, variables } = network(load);
      const optimiser = new AdamW({ learningRate: 1e-2 });
      const before = tf.tidy(() => loss().dataSync()[0]!);
      for (let step = 0; step < 10; step++) {
        const { value, grads } = tf.variableGrads(loss, variables);
        optimiser.applyGradients(grads);
        tf.dispose([value, grads]);
      }
      expect(tf.tidy(() => loss().dataSync()[0]!)).toBeLessThan(0.95 * before);
      tf.disposeVariables();
    },
    60_000,
  );
});

/** The same network in a spec's time. */
function small(load: Load): Load {
  switch (load.kind) {
    case 'two-tower':
      return { ...load, items: 200, width: 16, batch: 32 };
    case 'cnn3d':
      return { ...load, size: 8, widths: [4, 8] };
    case 'encoder':
      return { ...load, layers: 2, hidden: 16, heads: 2, feedForward: 32, length: 8, dropout: 0 };
    case 'gru':
      return { ...load, vocabulary: 50, units: 16, steps: 8, batch: 32 };
  }
}
