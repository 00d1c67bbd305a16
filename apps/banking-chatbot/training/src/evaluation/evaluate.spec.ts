import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAssistant } from './assistant.js';
import { evaluate, type EvaluationRequest } from './evaluate.js';
import { readTestSet } from './test-set.js';
import { writeTinyAssistant } from './tiny-assistant.fixture.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'evaluate-'));
  await writeTinyAssistant(join(dir, 'package'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const BANKING77 = 'text,category\nMy card lost,card_lost\nsend money,transfer\n"stolen, card",transfer\nmy card stolen,card_lost\n';
const CLINC150 = JSON.stringify({
  test: [['card lost', 'card_lost'], ['transfer money', 'transfer'], ['lost my card', 'card_lost'], ['send money to anna', 'transfer']], // prettier-ignore
  oos_test: [['sunny', 'oos'], ['rain wind', 'oos']], // prettier-ignore
});
const MULTIDOGO = [
  'conversationId\tturnNumber\tutteranceId\tutterance\tslot-labels\tintent',
  'a\t0.0\ta0\tsend money to anna bob\tO O O payee payee\ttransfer',
  'a\t2.0\ta2\tcard lost\tO O\tcard_lost<div>transfer',
  'a\t4.0\ta4\tto anna now\tO payee payee\ttransfer',
].join('\n');
const NLUPP = JSON.stringify([
  { text: 'card money', intents: ['card', 'transfer'] },
  { text: 'send money to anna', intents: ['transfer'], slots: { payee: { text: 'anna', span: [14, 18] } } },
  { text: 'rain', intents: ['card'] },
]);
const line = (value: object) => `${JSON.stringify(value)}\n`;
const DEMO_BANK =
  line({ text: 'lost my card', intent: 'report_lost_card', slots: [] }) +
  line({ text: 'send money to bob', intent: 'make_transfer', slots: [{ name: 'payee', start: 14, end: 17 }] }) +
  line({ text: 'sunny wind', intent: 'out_of_scope', slots: [], scope: 'out_of_domain' }) +
  line({ text: 'transfer rain', intent: 'out_of_scope', slots: [], scope: 'in_domain' });

async function run(task: EvaluationRequest['task'], name: string, text: string, more: Partial<EvaluationRequest> = {}) {
  const test = join(dir, name);
  await writeFile(test, text);
  return evaluate({ task, test, package: join(dir, 'package'), seed: 1, ...more });
}
const value = ({ rows }: Awaited<ReturnType<typeof run>>, metric: string, model = 'casebook', mode?: string) =>
  rows.find((row) => row.model === model && (mode === undefined || row.mode === mode))!.metrics[metric]!.value;

describe('evaluate', () => {
  it('counts intents of BANKING77, beside TF-IDF trained on the file given', async () => {
    const train = join(dir, 'train.csv');
    await writeFile(train, 'text,category\ncard lost,card_lost\ncard stolen,card_lost\nsend money,transfer\ntransfer money,transfer\n');
    const report = await run('intent', 'b77.csv', BANKING77, { train });
    expect(report).toMatchObject({ case: 'banking-chatbot', data: { name: 'banking77', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(value(report, 'accuracy')).toBe(0.75);
    expect(value(report, 'accuracy', 'TF-IDF + linear SVM')).toBe(0.75);
    const { low, high } = report.rows[0]!.metrics['accuracy']!;
    expect(low).toBeLessThan(0.75);
    expect(high).toBeGreaterThan(0.75);
    expect(value(report, 'ece')).toBeGreaterThan(0);
  });

  it('scores the test part of CLINC150, and out of scope by each score', async () => {
    const report = await run('oos', 'clinc.json', CLINC150);
    expect(report.protocol).toContain('test and oos_test');
    expect(report.rows.map(({ model }) => model)).toEqual(['casebook', 'max-softmax alone', 'energy alone', 'mahalanobis alone', 'relative-mahalanobis alone', 'k-nearest alone']); // prettier-ignore
    expect(value(report, 'auroc')).toBe(1);
    expect(value(report, 'in_scope_accuracy')).toBe(1);
    expect(value(report, 'oos_recall')).toBe(1);
    expect(value(await run('intent', 'clinc.json', CLINC150), 'accuracy')).toBe(1);
  });

  it('takes validation where there is no test part, and says so', async () => {
    const validation = CLINC150.replaceAll('test', 'val');
    expect((await run('intent', 'val.json', validation)).protocol).toContain('val and oos_val: the file has no test part');
  });

  it('tells the two kinds of out-of-scope of the demo bank apart', async () => {
    const report = await run('oos', 'bank.jsonl', DEMO_BANK);
    expect([...new Set(report.rows.map(({ mode }) => mode))]).toEqual(['oos', 'oos in_domain', 'oos out_of_domain']);
    expect(value(report, 'auroc', 'casebook', 'oos out_of_domain')).toBe(1);
    expect(report.rows.map(({ model }) => model)).toContain('rejected-label alone');
    expect(value(await run('slots', 'bank.jsonl', DEMO_BANK), 'slot_f1')).toBe(1);
  });

  it('counts spans of MultiDoGO, which says inside or outside only', async () => {
    const report = await run('slots', 'dogo.tsv', MULTIDOGO);
    // given: "anna bob", "anna"; wanted: "anna bob", "anna now"
    expect(value(report, 'slot_f1')).toBe(0.5);
    expect(value(await run('intent', 'dogo.tsv', MULTIDOGO), 'accuracy')).toBeCloseTo(1 / 3, 12); // "to anna now" is not a transfer to it
  });

  it('counts any number of intents and spans of NLU++', async () => {
    const report = await run('multi-intent', 'fold0.json', NLUPP);
    // a label that no word speaks for has probability ½ and is given: 6 given, 4 of them right, 4 wanted
    expect(value(report, 'intent_f1')).toBeCloseTo(0.8, 12);
    expect(value(report, 'intent_precision')).toBeCloseTo(2 / 3, 12);
    expect(value(report, 'intent_recall')).toBe(1);
    expect(value(await run('slots', 'fold0.json', NLUPP), 'slot_f1')).toBe(1);
  });

  it.each([
    ['TASK_UNFIT', 'slots', BANKING77],
    ['TASK_UNFIT', 'intent', NLUPP],
    ['DETECTOR_MISSING', 'oos', BANKING77],
    ['TEST_ONE_SIDED', 'oos', line({ text: 'card', intent: 'report_lost_card', slots: [] })],
    ['CORPUS_UNKNOWN', 'intent', 'nothing known'],
  ] as const)('says %s where the file does not fit the task', async (code, task, text) => {
    await expect(run(task, 'other', text)).rejects.toMatchObject({ code });
  });

  it('gives the same report twice', async () => {
    expect((await run('oos', 'clinc.json', CLINC150)).rows).toEqual((await run('oos', 'clinc.json', CLINC150)).rows);
  });
});

describe('Assistant', () => {
  it('answers in the order of the texts, whatever their lengths', async () => {
    const assistant = await openAssistant(join(dir, 'package'));
    const texts = ['send money to anna and bob', 'card', 'rain', 'my card stolen'];
    const together = await assistant.ask(texts, ['intent', 'slot']);
    for (const [i, text] of texts.entries()) expect(together[i]).toEqual((await assistant.ask([text], ['intent', 'slot']))[0]);
    await assistant.release();
  });
});

describe('readTestSet', () => {
  it('takes the training part where a baseline is to be trained', async () => {
    const file = join(dir, 'full.json');
    await writeFile(file, JSON.stringify({ train: [['a', 'x']], val: [['b', 'x']], oos_val: [['c', 'oos']] }));
    expect((await readTestSet(file, 'train')).utterances).toEqual([{ text: 'a', intent: 'x' }]);
  });
});
