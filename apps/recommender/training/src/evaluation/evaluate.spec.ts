import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { contractHash, PACKAGE_FILES } from '@casebook/recommender-contract/features';
import type { Shop } from '@casebook/dataset-interactions';
import { createShop, interactionsCsv } from '@casebook/dataset-synthetic-shop';
import { writeShop } from '@casebook/dataset-synthetic-shop/write';
import { openPackage, writePackage } from '@casebook/model-packages';
import { createRunFolder, resumeFrom, useBackend } from '@casebook/training';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openData } from '../data/open-data.js';
import { packageContents } from '../package/build-package.js';
import { defaultOptions, type SystemOptions } from '../system/options.js';
import { type Reporter, silentReporter } from '../system/reporter.js';
import { evaluate, type Evaluation, type EvaluationRequest } from './evaluate.js';

/** Small enough for seconds, large enough to learn something. */
function smallOptions(): SystemOptions {
  const defaults = defaultOptions();
  const trees = { logistic: 15, lambdarank: 15 };
  return {
    ...defaults,
    epochs: 1,
    sequenceEpochs: 1,
    laterSamples: 500,
    finalSamples: 1000,
    towers: { ...defaults.towers, dimension: 16, hidden: 32, samples: 1500, batchSize: 64, uniformNegatives: 32 },
    ranker: { ...defaults.ranker, trees: { discover: trees, 'buy-again': trees }, minRowsInLeaf: 20 },
    windows: [
      { start: 30, days: 15 },
      { start: 15, days: 15 },
    ],
  };
}

const request = (split: EvaluationRequest['split'], baselines: boolean): EvaluationRequest => ({
  split,
  testDays: 30,
  baselines,
  options: smallOptions(),
});

const metric = ({ report }: Evaluation, model: string, mode: string, name: string) =>
  report.rows.find((row) => row.model === model && row.mode === mode)!.metrics[name]!;

const ours = ({ report }: Pick<Evaluation, 'report'>) =>
  report.rows.filter(({ model }) => model === 'casebook' || model === 'two towers alone');

describe('evaluate', () => {
  let dir: string;
  let shop: Shop;
  let evaluation: Evaluation;
  beforeAll(async () => {
    await useBackend('wasm');
    dir = await mkdtemp(join(tmpdir(), 'evaluate-'));
    await writeShop(createShop(5, { users: 150, items: 200, days: 130 }), join(dir, 'shop'));
    shop = await openData(join(dir, 'shop'), join(dir, 'cache'));
    evaluation = await evaluate(shop, request('temporal', true), silentReporter);
  }, 120_000);
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('reports every model in both modes, with intervals around means of so many users', () => {
    const { rows, protocol, seed } = evaluation.report;
    expect(protocol).toMatch(/^temporal: train before 2025-12-02, test 30 days, full catalogue$/);
    expect(seed).toBe(1);
    for (const mode of ['discover', 'buy-again']) {
      expect(rows.filter((row) => row.mode === mode).map(({ model }) => model)).toEqual([
        'popularity',
        'recent popularity',
        'item k-NN',
        'EASE',
        'EASE, recency-weighted',
        'EASE + recent popularity',
        'own repeat counts',
        'casebook',
        'two towers alone',
      ]);
      expect(new Set(rows.filter((row) => row.mode === mode).map(({ n }) => n)).size).toBe(1);
    }
    for (const { n, metrics } of rows) {
      expect(n).toBeGreaterThan(0);
      expect(Object.keys(metrics)).toEqual(['recall@10', 'recall@20', 'ndcg@10', 'hr@10', 'hr@20']);
      for (const { value, low, high } of Object.values(metrics)) {
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }
    }
  });

  it('reports users and items that were not there in training apart', () => {
    const models = (mode: string) => evaluation.report.rows.filter((row) => row.mode === mode).map(({ model }) => model);
    expect(models('cold users')).toEqual(['recent popularity', 'two towers alone', 'casebook']);
    expect(models('cold items')).toEqual(['two towers alone', 'casebook']);
  });

  it('beats popularity clearly', () => {
    for (const mode of ['discover', 'buy-again']) {
      const [ours, theirs] = ['casebook', 'popularity'].map((model) => metric(evaluation, model, mode, 'recall@20').value);
      expect(ours, mode).toBeGreaterThan(1.2 * theirs!);
    }
  });

  it('measures the same with the same seed', async () => {
    const again = await evaluate(shop, request('temporal', false), silentReporter);
    expect(ours(again)).toEqual(ours(evaluation));
  }, 60_000);

  it('goes on where it was stopped, to the same numbers', async () => {
    const messages: string[] = [];
    const output = new Writable({ write: (chunk, _, done) => (messages.push(String(chunk)), done()) });
    const killed: Reporter = {
      ...silentReporter,
      towers: { output, folder: await createRunFolder(join(dir, 'run'), {}) },
      stage: (title, run) => (title.startsWith('Ranker') ? Promise.reject(new Error('power cut')) : run(() => undefined)),
    };
    await expect(evaluate(shop, request('temporal', false), killed)).rejects.toThrow('power cut');
    expect(messages.join('')).not.toContain('complete at step');
    const folder = await resumeFrom(join(dir, 'run'));
    const { report } = await evaluate(shop, request('temporal', false), { ...silentReporter, towers: { output, folder } });
    expect(messages.join('').match(/complete at step/g)).toHaveLength(3); // two windows and the end: none was trained again
    expect(ours({ report })).toEqual(ours(evaluation));
  }, 60_000);

  it('is packaged as what was trained: ONNX is run beside it, and the service may open it', async () => {
    const contents = await packageContents({
      shop,
      evaluation,
      options: smallOptions(),
      version: '0.0.1',
      createdAt: '2026-01-01T00:00:00Z',
      command: 'npx nx train recommender',
      attribution: [],
    });
    const folder = join(dir, 'package', '0.0.1');
    await writePackage(folder, contents);
    const { manifest } = await openPackage(folder, { contractHash: contractHash() });
    expect(Object.keys(manifest.files)).toEqual(expect.arrayContaining(Object.values(PACKAGE_FILES.ranker)));
    const { ids } = JSON.parse(await readFile(join(folder, PACKAGE_FILES.items), 'utf8')) as { ids: string[] };
    expect(ids).toEqual(shop.items);
  }, 60_000);
});

describe('evaluate, leave-one-out', () => {
  it('runs on order-only timestamps and without an items file', async () => {
    await useBackend('wasm');
    const dir = await mkdtemp(join(tmpdir(), 'leave-one-out-'));
    try {
      const lines = interactionsCsv(createShop(6, { users: 120, items: 60, days: 100 }).history())
        .trim()
        .split('\n')
        .slice(1);
      const place = new Map<string, number>(); // position in each user's sequence instead of the date
      const rows = lines.map((line) => {
        const [user, item] = line.split(',') as [string, string];
        place.set(user, (place.get(user) ?? 0) + 1);
        return `${user},${item},${place.get(user)}`;
      });
      const source = join(dir, 'shop');
      await mkdir(source);
      await writeFile(join(source, 'interactions.csv'), ['user_id,item_id,timestamp', ...rows, ''].join('\n'));
      const shop = await openData(source, join(dir, 'cache'));
      expect(shop.timeKind).toBe('user-order');
      const evaluation = await evaluate(shop, request('leave-one-out', false), silentReporter);
      expect(evaluation.report.protocol).toMatch(/^leave-one-out/);
      const held = [...place.values()].filter((count) => count >= 3).length;
      expect(evaluation.report.rows.find(({ model, mode }) => model === 'casebook' && mode === 'buy-again')!.n).toBe(held);
      const [ten, twenty] = ['hr@10', 'hr@20'].map((name) => metric(evaluation, 'casebook', 'buy-again', name).value);
      expect(ten).toBeGreaterThan(10 / 60); // better than ten of sixty items at random
      expect(twenty).toBeGreaterThanOrEqual(ten!);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }, 60_000);
});
