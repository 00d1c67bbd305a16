/** Proof that what is packaged computes what was trained: every graph is run in ONNX Runtime beside its original. */
import { CasebookError } from '@casebook/core';
import {
  HISTORY_SIGNALS,
  ITEM_NUMERIC,
  RANKER_FEATURES,
  TOKENS_PER_ITEM,
  TOWER_HISTORY,
  USER_PROFILE,
  type ItemTowerInputs,
  type UserTowerInputs,
} from '@casebook/recommender-contract/features';
import { type BoostedTrees, predictBoosting } from '@casebook/training';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** Largest absolute difference allowed between an ONNX graph and its original. */
export const TOLERANCE = 1e-5;

const int64 = (data: Int32Array | number[], shape: number[]) => new Tensor('int64', BigInt64Array.from(data, BigInt), shape);

/** @throws {CasebookError} `ONNX_MISMATCH` */
export async function checkItemTower(
  bytes: Uint8Array,
  { ids, tokens, numeric }: ItemTowerInputs,
  vectors: Float32Array,
  embeddings: Float32Array,
): Promise<number> {
  const n = ids.length;
  const feeds = {
    ids: int64(ids, [n]),
    tokens: int64(tokens, [n, TOKENS_PER_ITEM]),
    numeric: new Tensor('float32', numeric, [n, ITEM_NUMERIC.length]),
  };
  return check('item-tower', bytes, feeds, { vector: vectors, embedding: embeddings });
}

/** @param gathered users × TOWER_HISTORY × d embeddings of the histories */
export async function checkUserTower(
  bytes: Uint8Array,
  users: readonly UserTowerInputs[],
  gathered: Float32Array,
  vectors: Float32Array,
): Promise<number> {
  const n = users.length;
  const d = vectors.length / n;
  const join = (part: (user: UserTowerInputs) => Float32Array) => Float32Array.from(users.flatMap((user) => [...part(user)]));
  const feeds = {
    embeddings: new Tensor('float32', gathered, [n, TOWER_HISTORY, d]),
    signals: new Tensor('float32', join((user) => user.signals), [n, TOWER_HISTORY, HISTORY_SIGNALS.length]), // prettier-ignore
    mask: new Tensor('float32', join((user) => user.mask), [n, TOWER_HISTORY]), // prettier-ignore
    profile: new Tensor('float32', join((user) => user.profile), [n, USER_PROFILE.length]), // prettier-ignore
    context: int64(users.map((user) => user.context), [n]), // prettier-ignore
  };
  return check('user-tower', bytes, feeds, { vector: vectors });
}

/** @param features rows × RANKER_FEATURES.length */
export async function checkRanker(name: string, bytes: Uint8Array, ranker: BoostedTrees, features: Float32Array): Promise<number> {
  const rows = features.length / RANKER_FEATURES.length;
  const feeds = { features: new Tensor('float32', features, [rows, RANKER_FEATURES.length]) };
  return check(name, bytes, feeds, { score: predictBoosting(ranker, features, rows) });
}

async function check(
  name: string,
  bytes: Uint8Array,
  feeds: Record<string, Tensor>,
  expected: Record<string, ArrayLike<number>>,
): Promise<number> {
  const session = await InferenceSession.create(bytes, { executionProviders: ['cpu'], logSeverityLevel: 3 });
  const answer = await session.run(feeds);
  await session.release();
  let worst = 0;
  for (const [output, values] of Object.entries(expected)) {
    const given = answer[output]!.data as Float32Array;
    for (let k = 0; k < values.length; k++) worst = Math.max(worst, Math.abs(given[k]! - values[k]!));
  }
  if (!(worst <= TOLERANCE)) {
    throw new CasebookError(
      'ONNX_MISMATCH',
      `The exported ${name} differs from the trained one by ${worst.toExponential(1)}, more than ${TOLERANCE}: the package is not written. Train again; if it stays, the export is wrong.`,
    );
  }
  return worst;
}
