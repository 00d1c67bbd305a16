/** The trained towers as ONNX files, in the words that the service uses. */
import { exportOnnx } from '@casebook/onnx-export';
import type { TwoTowerNetwork } from '../towers/two-tower-network.js';

/** ids [items], tokens [items, TOKENS_PER_ITEM], numeric [items, …] → vector and embedding [items, d]. */
export const exportItemTower = ({ items }: TwoTowerNetwork): Promise<Uint8Array> =>
  exportOnnx(items.whole, {
    description: 'Item tower of the recommender',
    inputTypes: { ids: 'int64', tokens: 'int64' },
    outputNames: ['vector', 'embedding'],
    dimensions: Object.fromEntries(['ids', 'tokens', 'numeric', 'vector', 'embedding'].map((name) => [name, ['items']])),
  });

/** embeddings, signals, mask, profile, context → vector [users, d]. */
export const exportUserTower = ({ userTower }: TwoTowerNetwork): Promise<Uint8Array> =>
  exportOnnx(userTower, {
    description: 'User tower of the recommender',
    inputTypes: { context: 'int64' },
    outputNames: ['vector'],
    dimensions: Object.fromEntries(['embeddings', 'signals', 'mask', 'profile', 'context', 'vector'].map((name) => [name, ['users']])),
  });
