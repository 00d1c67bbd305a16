import { DAY_MS } from '@casebook/recommender-contract/features';
import { beforeAll, describe, expect, it } from 'vitest';
import { historiesAt, momentAt } from '../data/moments.js';
import { tinyLog } from '../data/tiny-shop.fixture.js';
import { type Baseline, baselines } from './index.js';

// asked on day 40: what is 28 days old or younger, from day 12 on, is recent
const log = tinyLog(
  [
    { user: 0, item: 0, day: 1 },
    { user: 0, item: 1, day: 1 },
    { user: 0, item: 0, day: 20 },
    { user: 0, item: 0, day: 20 }, // twice in one session
    { user: 1, item: 0, day: 2 },
    { user: 1, item: 2, day: 12 }, // just recent
    { user: 2, item: 1, day: 3 },
    { user: 2, item: 2, day: 31 },
    { user: 2, item: 3, day: 32, action: 'view' },
    { user: 3, item: 0, day: 5 },
    { user: 3, item: 4, day: 40 }, // not yet known
  ],
  { items: 5 },
);
const moment = momentAt(log, 40 * DAY_MS);
const histories = historiesAt(log, moment);
const LAMBDA = 2;

describe('baselines of a shop of four users', () => {
  let models: Map<string, Baseline>;
  beforeAll(async () => {
    models = new Map((await baselines(log, moment, histories, LAMBDA, () => undefined)).map((model) => [model.name, model]));
  });

  const scores = (name: string, user: number) => {
    const out = new Float32Array(log.items);
    models.get(name)!.score(user, histories[user]!, moment.now[user]!, out);
    return [...out];
  };
  const expectScores = (name: string, user: number, expected: number[]) =>
    scores(name, user).forEach((score, item) => expect(score, `${name}, item ${item}`).toBeCloseTo(expected[item]!, 5));

  it('are those of the table', () => {
    expect([...models.keys()]).toEqual([
      'popularity',
      'recent popularity',
      'item k-NN',
      'EASE',
      'EASE, recency-weighted',
      'EASE + recent popularity',
      'own repeat counts',
    ]);
  });

  it('popularity counts distinct buyers, not purchases, views or the future', () => {
    expect(scores('popularity', 0)).toEqual([3, 2, 2, 0, 0]);
    expect(scores('popularity', 3)).toEqual([3, 2, 2, 0, 0]);
  });

  it('recent popularity counts those of the last 28 days', () => {
    expect(scores('recent popularity', 0)).toEqual([1, 0, 2, 0, 0]);
  });

  it('item k-NN adds the cosines of the items that the user touched', () => {
    // touched by: 0 {0, 1, 3}, 1 {0, 2}, 2 {1, 2}, 3 {2}; norms √3, √2, √2, 1
    const r6 = 1 / Math.sqrt(6);
    expectScores('item k-NN', 3, [0, r6, r6, 0, 0]);
    expectScores('item k-NN', 0, [r6, r6, r6 + 1 / 2, 1 / Math.sqrt(2), 0]);
  });

  it('own repeat counts are sessions, and recent popularity only breaks ties', () => {
    expect(scores('own repeat counts', 0)).toEqual([2.25, 1, 0.5, 0, 0]);
    expect(scores('own repeat counts', 3)).toEqual([1.25, 0, 0.5, 0, 0]);
  });

  it('adds recent popularity to EASE, at most a quarter of its best score', () => {
    const plain = scores('EASE', 0);
    const best = Math.max(...plain);
    expect(best).toBeGreaterThan(0);
    expectScores('EASE + recent popularity', 0, plain.map((score, item) => score + (0.25 * best * [1, 0, 2, 0, 0][item]!) / 2)); // prettier-ignore
  });

  it('EASE minimises ‖X − XB‖² + 500‖B‖² with a zero diagonal: the gradient off the diagonal is 0', () => {
    // the gradient in B is 2·((G + 500 I) B − G), G = XᵀX; user 3 touched item 0 only, so that their scores are row 0 of B
    const X = [[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 1, 1], [1, 0, 0, 0]]; // prettier-ignore
    const G = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => X.reduce((sum, x) => sum + x[i]! * x[j]!, 0)));
    const out = new Float32Array(log.items);
    const B = [0, 1, 2, 3].map((item) => {
      out.fill(0);
      models.get('EASE')!.score(0, { entries: [{ item, purchases: 1, strength: 1, firstAt: 0, lastAt: 0, quantity: 1 }] }, 0, out);
      return [...out];
    });
    for (let i = 0; i < 4; i++) {
      expect(B[i]![i]).toBe(0);
      for (let j = 0; j < 4; j++) {
        if (i === j) continue;
        const gradient = G[i]!.reduce((sum, g, k) => sum + (g + (i === k ? 500 : 0)) * B[k]![j]!, 0) - G[i]![j]!;
        expect(gradient).toBeCloseTo(0, 4);
      }
    }
  });
});
