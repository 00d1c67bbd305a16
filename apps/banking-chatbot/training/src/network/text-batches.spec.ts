import { fc, test } from '@fast-check/vitest';
import { useBackend } from '@casebook/training';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOT_SAID } from '../corpora/corpus.js';
import { mixedBatches, makeBatch, type Part, type TextBatch } from './text-batches.js';

const part = (lengths: readonly number[], share: number): Part => ({
  examples: lengths.map((length, i) => ({ ids: new Int32Array(length).fill(i + 1), words: [0], targets: { intent: i % 2 } })),
  heads: { intent: { kind: 'single', labels: ['a', 'b'] } },
  share,
});
const batchesOf = (parts: Part[], epoch: number, from = 0, batchSize = 4) =>
  Array.from(mixedBatches(parts, { batchSize, seed: 3, chunk: 2 }).epoch(epoch, from) as Iterable<{ values: TextBatch; samples: number }>);
const seen = (batches: { values: TextBatch }[], p: number) => batches.flatMap(({ values }) => (values.part === p ? [...values.rows] : []));

describe('mixedBatches', () => {
  beforeAll(() => useBackend('cpu'));

  test.prop([fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 }), fc.constantFrom(0.25, 0.5, 1, 2)], { numRuns: 30 })(
    'shows each text as often as its share says, no other texts, and no padding beyond the longest',
    (lengths, share) => {
      const parts = [part(lengths, share), part([5, 5, 5], 1)];
      const epochs = share < 1 ? 1 / share : 1;
      const all = Array.from({ length: epochs }, (_, epoch) => batchesOf(parts, epoch)).flat();
      const counts = new Map<number, number>();
      for (const row of seen(all, 0)) counts.set(row, (counts.get(row) ?? 0) + 1);
      expect([...counts.values()]).toEqual(new Array(lengths.length).fill(epochs * share));
      expect(seen(all, 1).sort()).toEqual([0, 1, 2].flatMap((row) => new Array(epochs).fill(row)));
      for (const { values } of all) {
        const longest = Math.max(...Array.from(values.rows, (row) => parts[values.part]!.examples[row]!.ids.length));
        expect(values.ids.shape).toEqual([values.rows.length, longest]);
      }
    },
  );

  it('has an order of its own in each epoch, the same each time, and can begin anywhere in it', () => {
    const parts = [part([1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5], 1)];
    const order = (epoch: number, from = 0) => batchesOf(parts, epoch, from, 2).map(({ values }) => [...values.rows]);
    expect(order(0)).toEqual(order(0));
    expect(order(0)).not.toEqual(order(1));
    expect(order(1, 3)).toEqual(order(1).slice(3));
  });
});

describe('makeBatch', () => {
  it('pads ids with 0, masks, and says nothing of tags beyond a text', () => {
    const heads: Part['heads'] = {
      slot: { kind: 'bio', labels: ['O', 'B-x', 'I-x'] },
      nlupp_intent: { kind: 'multi', labels: ['a', 'b'] },
    };
    const examples = [
      { ids: Int32Array.of(7, 8), words: [1], targets: { slot: [NOT_SAID, 1], nlupp_intent: [1] } },
      { ids: Int32Array.of(9), words: [0], targets: { slot: [0], nlupp_intent: [] } },
    ];
    const { values, samples } = makeBatch({ examples, heads }, 0, Int32Array.of(0, 1));
    expect(samples).toBe(2);
    expect(values.ids.arraySync()).toEqual([[7, 8], [9, 0]]); // prettier-ignore
    expect(values.mask.arraySync()).toEqual([[1, 1], [1, 0]]); // prettier-ignore
    expect(values.targets.slot!.arraySync()).toEqual([[NOT_SAID, 1], [0, NOT_SAID]]); // prettier-ignore
    expect(values.targets.nlupp_intent!.arraySync()).toEqual([[0, 1], [0, 0]]); // prettier-ignore
  });
});
