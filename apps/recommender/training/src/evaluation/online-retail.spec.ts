import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findData } from '@casebook/data-pipelines';
import type { EvaluationRow } from '@casebook/training';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distinctBuyers, popularity } from '../baselines/popularity.js';
import { toInteractions } from '../data/interactions.js';
import { historiesAt } from '../data/moments.js';
import { openData } from '../data/open-data.js';
import { questionsOf } from '../system/ask.js';
import { evaluateBaselines } from './evaluate-baselines.js';
import { temporalTest } from './protocol.js';

const source = findData('online-retail');

describe.skipIf(!source)('the temporal protocol on UCI Online Retail', () => {
  let cache: string;
  let rows: Record<string, EvaluationRow>;
  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), 'protocol-'));
    const log = toInteractions(await openData(source!, cache));
    const { moment, fitted, allowed } = temporalTest(log, 30, Date.parse('2011-11-10'));
    const questions = questionsOf(moment.relevant.keys(), historiesAt(log, moment, Infinity), moment);
    const model = popularity('recent popularity', distinctBuyers(log, fitted, 28));
    const all = evaluateBaselines([model], questions, moment.relevant, log.items, allowed, 1);
    rows = Object.fromEntries(all.map((row) => [row.mode, row]));
  }, 120_000);
  afterAll(() => rm(cache, { recursive: true, force: true }));

  it('asks as many users as an independent count of the file', () => {
    expect(rows['discover']!.n).toBe(1264);
    expect(rows['buy-again']!.n).toBe(1374);
  });

  it('gives 28-day popularity the recall and NDCG that were measured outside this repository', () => {
    expect(rows['discover']!.metrics['recall@20']!.value).toBeCloseTo(0.0791, 3);
    expect(rows['discover']!.metrics['ndcg@10']!.value).toBeCloseTo(0.0826, 3);
  });
});
