import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import { sparseMatrix, transpose } from '../sparse/sparse-matrix.js';
import { ease, easeNeighbours } from './ease.js';
import { invertPositiveDefinite } from './invert.js';
import { itemNeighbours } from './item-neighbours.js';

/** The textbook inverse in double precision, with pivoting: what the blocked one is checked against. */
function naiveInverse(matrix: number[][]): number[][] {
  const n = matrix.length;
  const work = matrix.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => Number(i === j))]);
  for (let k = 0; k < n; k++) {
    const pivot = work.slice(k).reduce((best, row, i) => (Math.abs(row[k]!) > Math.abs(work[best]![k]!) ? k + i : best), k);
    [work[k], work[pivot]] = [work[pivot]!, work[k]!];
    work[k] = work[k]!.map((value) => value / work[k]![k]!);
    for (let i = 0; i < n; i++) if (i !== k) work[i] = work[i]!.map((value, j) => value - work[i]![k]! * work[k]![j]!);
  }
  return work.map((row) => row.slice(n));
}

const density = (users: number, items: number, seed: number, share = 0.3) => {
  const random = createRandom(seed);
  const rows = Array.from({ length: users }, () =>
    Array.from({ length: items }, () => (random.next() < share ? Math.fround(random.next()) : 0)),
  );
  const entries = rows.flatMap((row, u) => row.flatMap((value, i) => (value > 0 ? [{ u, i, value }] : [])));
  const matrix = sparseMatrix({
    rows: users,
    columns: items,
    row: entries.map(({ u }) => u),
    column: entries.map(({ i }) => i),
    value: entries.map(({ value }) => value),
  });
  return { rows, matrix };
};

describe('ease', () => {
  test.prop([fc.integer({ min: 1, max: 30 }), fc.integer({ min: 2, max: 12 }), fc.integer(), fc.constantFrom(0.5, 5, 100)], {
    numRuns: 20,
  })('is Steck’s closed form with a naive inverse, also on real weights', async (users, items, seed, lambda) => {
    const { rows, matrix } = density(users, items, seed);
    fc.pre(matrix.indices.length > 0);
    const model = await ease(matrix, { lambda });
    const covered = Array.from(model.items);
    expect(covered).toEqual(rows[0]!.map((_, i) => i).filter((i) => rows.some((row) => row[i]! > 0)));
    const gram = covered.map((a) => covered.map((b) => rows.reduce((sum, row) => sum + row[a]! * row[b]!, 0) + (a === b ? lambda : 0)));
    const p = naiveInverse(gram);
    for (let i = 0; i < covered.length; i++) {
      for (let j = 0; j < covered.length; j++) {
        expect(model.weights[i * covered.length + j]).toBeCloseTo(i === j ? 0 : -p[i]![j]! / p[j]![j]!, 4);
      }
    }
  });

  it('keeps the most frequent items where they are too many, and the largest weights where it is cut', async () => {
    const { rows, matrix } = density(200, 20, 4);
    const counts = rows[0]!.map((_, i) => rows.filter((row) => row[i]! > 0).length);
    const model = await ease(matrix, { lambda: 1, maxItems: 7 });
    const frequent = [...counts.keys()].sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, 7);
    expect(Array.from(model.items)).toEqual(frequent.sort((a, b) => a - b));
    const lists = easeNeighbours(model, 3);
    expect(lists.rows).toBe(20);
    model.items.forEach((item, i) => {
      const row = Array.from(model.weights.subarray(i * 7, i * 7 + 7), Math.abs).sort((a, b) => b - a);
      const kept = lists.values.subarray(lists.offsets[item]!, lists.offsets[item + 1]!);
      expect(Array.from(kept, Math.abs)).toEqual(row.slice(0, 3));
    });
  });

  it('refuses what has no solution', async () => {
    const empty = sparseMatrix({ rows: 2, columns: 2, row: [], column: [] });
    await expect(ease(empty, { lambda: 1 })).rejects.toMatchObject({ code: 'EASE_EMPTY' });
    await expect(ease(density(3, 3, 1).matrix, { lambda: 0 })).rejects.toMatchObject({ code: 'EASE_LAMBDA' });
  });
});

describe('invertPositiveDefinite', () => {
  it('inverts across several blocks and chunks', async () => {
    const n = 1420;
    const { matrix: x } = density(n, n, 9, 0.01);
    const dense = new Float32Array(n * n);
    for (let row = 0; row < n; row++) {
      for (let a = x.offsets[row]!; a < x.offsets[row + 1]!; a++) {
        for (let b = x.offsets[row]!; b < x.offsets[row + 1]!; b++)
          dense[x.indices[a]! * n + x.indices[b]!]! += x.values[a]! * x.values[b]!;
      }
    }
    for (let i = 0; i < n; i++) dense[i * n + i]! += 2;
    const inverse = dense.slice();
    await invertPositiveDefinite(inverse, n);
    for (const row of [0, 383, 384, 800, 1419]) {
      for (let column = 0; column < n; column += 37) {
        let product = 0;
        for (let k = 0; k < n; k++) product += dense[row * n + k]! * inverse[k * n + column]!;
        expect(Math.abs(product - Number(row === column))).toBeLessThan(1e-4);
      }
    }
  });

  it('refuses a matrix that is not positive definite', async () => {
    await expect(invertPositiveDefinite(Float32Array.of(1, 2, 2, 1), 2)).rejects.toMatchObject({ code: 'MATRIX_NOT_POSITIVE' });
  });
});

describe('itemNeighbours', () => {
  const similarity = fc.constantFrom('cosine', 'jaccard', 'dot');
  test.prop([fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 9 }), fc.integer(), fc.constantFrom(0, 2), similarity])(
    'are the largest similarities by definition',
    (users, items, seed, shrinkage, similarity) => {
      const { rows, matrix } = density(users, items, seed);
      const lists = itemNeighbours(matrix, { top: 4, similarity, shrinkage });
      const sum = (pick: (row: number[]) => number) => rows.reduce((total, row) => total + pick(row), 0);
      const bought = (row: number[], i: number) => Number(row[i]! > 0);
      const expected = (a: number, b: number) => {
        const dot = sum((row) => row[a]! * row[b]!);
        const common = sum((row) => bought(row, a) * bought(row, b));
        if (similarity === 'dot' || common === 0) return dot;
        if (similarity === 'jaccard') return common / (sum((row) => bought(row, a)) + sum((row) => bought(row, b)) - common + shrinkage);
        return dot / (Math.sqrt(sum((row) => row[a]! ** 2) * sum((row) => row[b]! ** 2)) + shrinkage);
      };
      for (let a = 0; a < items; a++) {
        const all = Array.from({ length: items }, (_, b) => (a === b ? 0 : expected(a, b))).filter((value) => value > 0);
        const kept = Array.from(lists.values.subarray(lists.offsets[a]!, lists.offsets[a + 1]!));
        const largest = all.sort((x, y) => y - x).slice(0, 4);
        expect(kept).toHaveLength(largest.length);
        kept.forEach((value, i) => expect(value).toBeCloseTo(largest[i]!, 5));
        for (let k = lists.offsets[a]!; k < lists.offsets[a + 1]!; k++)
          expect(lists.values[k]).toBeCloseTo(expected(a, lists.indices[k]!), 5);
      }
    },
  );

  it('finds neighbours of users on the transposed matrix', () => {
    const matrix = sparseMatrix({ rows: 3, columns: 2, row: [0, 1, 2], column: [0, 0, 1] });
    const lists = itemNeighbours(transpose(matrix), { top: 5 });
    expect(Array.from(lists.indices)).toEqual([1, 0]);
  });
});
