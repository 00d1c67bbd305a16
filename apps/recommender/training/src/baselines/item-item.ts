/** Item-item baselines: cosine k-NN, EASE on binary and on recency-weighted histories, and EASE blended with recent popularity. */
import { entryWeight, type HistoryEntry, type UserHistory } from '@casebook/recommender-contract/features';
import { addWeightedRows, ease, type EaseModel, itemNeighbours } from '@casebook/training';
import type { Interactions } from '../data/interactions.js';
import type { Moment } from '../data/moments.js';
import { historiesMatrix } from '../tables/histories-matrix.js';
import type { Baseline } from './baseline.js';

const BINARY_LAMBDA = 500;
const NEIGHBOURS = 200;

type Weight = (entry: HistoryEntry, now: number) => number;
const binary: Weight = () => 1;

/** @param recent [items] recent popularity, for the blend */
export async function itemItemBaselines(
  log: Interactions,
  moment: Moment,
  histories: readonly UserHistory[],
  recent: Float32Array,
  recencyLambda: number,
  onProgress: (fraction: number) => void,
): Promise<Baseline[]> {
  const owned = historiesMatrix(histories, log.items, () => 1);
  const knn = itemNeighbours(owned, { top: NEIGHBOURS });
  const plain = await ease(owned, { lambda: BINARY_LAMBDA, onProgress: (done) => onProgress(done / 2) });
  const weighted = historiesMatrix(histories, log.items, (entry, user) => entryWeight(entry, moment.now[user]!));
  const recency = await ease(weighted, { lambda: recencyLambda, onProgress: (done) => onProgress(0.5 + done / 2) });
  return [
    {
      name: 'item k-NN',
      score: (_user, { entries }, _now, out) =>
        addWeightedRows(
          knn,
          entries.map(({ item }) => item),
          entries.map(() => 1),
          out,
        ),
    },
    easeBaseline('EASE', plain, binary),
    easeBaseline('EASE, recency-weighted', recency, entryWeight),
    withPopularity('EASE + recent popularity', easeBaseline('', plain, binary), recent),
  ];
}

function easeBaseline(name: string, model: EaseModel, weight: Weight): Baseline {
  const place = new Map(Array.from(model.items, (item, k) => [item, k]));
  const sums = new Float32Array(model.size);
  return {
    name,
    score: (_user, { entries }, now, out) => {
      sums.fill(0);
      for (const entry of entries) {
        const row = place.get(entry.item);
        if (row === undefined) continue;
        const w = weight(entry, now);
        for (let j = 0, at = row * model.size; j < model.size; j++, at++) sums[j]! += w * model.weights[at]!;
      }
      model.items.forEach((item, k) => (out[item] = sums[k]!));
    },
  };
}

/** Adds recent popularity, scaled so that the most popular item weighs as much as a quarter of the user's best EASE score. */
function withPopularity(name: string, base: Baseline, recent: Float32Array): Baseline {
  const most = recent.reduce((a, b) => Math.max(a, b), 1);
  return {
    name,
    score: (user, history, now, out) => {
      base.score(user, history, now, out);
      const best = out.reduce((a, b) => Math.max(a, b), 0);
      for (let item = 0; item < out.length; item++) out[item]! += (0.25 * best * recent[item]!) / most;
    },
  };
}
