import { HISTORY_SIGNALS, ITEM_NUMERIC, TOKENS_PER_ITEM, TOWER_HISTORY, USER_PROFILE } from '@casebook/recommender-contract/features';
import { createRandom, type Random, useBackend } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { itemBatch, userBatch } from '../towers/tensors.js';
import { TwoTowerNetwork } from '../towers/two-tower-network.js';
import { checkItemTower, checkUserTower } from './check-onnx.js';
import { exportItemTower, exportUserTower } from './export-towers.js';

const d = 8;
let network: TwoTowerNetwork;
beforeAll(async () => {
  await useBackend('cpu');
  network = new TwoTowerNetwork({ items: 20, dimension: d, hidden: 16 }, createRandom(1));
});

const normal = (random: Random, length: number) => Float32Array.from({ length }, () => random.normal());

describe('the exported towers', () => {
  it('give the items that the trained network gives, also one never seen and one without words', async () => {
    const random = createRandom(2);
    const tokens = Int32Array.from({ length: 3 * TOKENS_PER_ITEM }, (_, i) => (i >= TOKENS_PER_ITEM && i % 3 ? random.int(8000) : 0));
    const inputs = { ids: Int32Array.of(0, 20, 7), tokens, numeric: normal(random, 3 * ITEM_NUMERIC.length) };
    const batch = itemBatch(inputs);
    const embedding = network.embed(batch);
    const vector = network.project(embedding, batch.numeric);
    const values = [vector, embedding].map((tensor) => tensor.dataSync() as Float32Array);
    await checkItemTower(await exportItemTower(network), inputs, values[0]!, values[1]!);
  });

  it('give the users that the trained network gives, also one without a history', async () => {
    const random = createRandom(3);
    const users = [0, 5, TOWER_HISTORY].map((length) => ({
      rows: Int32Array.from({ length: TOWER_HISTORY }, (_, k) => (k < length ? k % 20 : -1)),
      signals: normal(random, TOWER_HISTORY * HISTORY_SIGNALS.length),
      mask: Float32Array.from({ length: TOWER_HISTORY }, (_, k) => (k < length ? 1 : 0)),
      profile: normal(random, USER_PROFILE.length),
      context: random.int(64),
    }));
    const gathered = normal(random, users.length * TOWER_HISTORY * d);
    const embeddings = tf.tensor3d(gathered, [users.length, TOWER_HISTORY, d]);
    const vectors = network.users({ ...userBatch(users), embeddings }).dataSync() as Float32Array;
    await checkUserTower(await exportUserTower(network), users, gathered, vectors);
    await expect(checkUserTower(await exportUserTower(network), users, gathered, vectors.map((x) => x + 1e-4))).rejects.toMatchObject({ code: 'ONNX_MISMATCH' }); // prettier-ignore
  });
});
