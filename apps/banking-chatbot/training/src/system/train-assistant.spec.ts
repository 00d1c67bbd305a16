import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageTokenizer, PACKAGE_FILES } from '@casebook/banking-chatbot-contract/understanding';
import { openRegistry } from '@casebook/model-packages';
import { createRunFolder, modelWeights, type RunFolder, resumeFrom, useBackend } from '@casebook/training';
import type * as tf from '@tensorflow/tfjs';
import { pipeline, type TextClassificationPipeline } from '@xenova/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Assistant } from '../evaluation/assistant.js';
import { packageContents } from '../package/build-package.js';
import { compressAssistant } from '../package/compress-assistant.js';
import { prepareMaterial } from './material.js';
import { tinyBase, tinyChoices, tinyCorpora } from './tiny-material.fixture.js';
import { trainAssistant, type Trained } from './train-assistant.js';

const choices = tinyChoices();
const material = () => prepareMaterial(tinyCorpora(), tinyBase(), choices);
const quiet = (folder: RunFolder) => ({ folder, mode: 'teacher' as const, output: null, say: () => undefined });
const weightsOf = ({ student }: Trained) =>
  [...modelWeights(student.network.model).values()].map((weight: tf.Variable) => weight.dataSync());

let root: string;
let trained: Trained;
beforeAll(async () => {
  await useBackend();
  root = await mkdtemp(join(tmpdir(), 'assistant-'));
  trained = await trainAssistant(material(), choices, quiet(await createRunFolder(join(root, 'run'), {})));
}, 240_000);
afterAll(() => rm(root, { recursive: true }));

describe('trainAssistant', () => {
  it('taken up again after its end gives the same student without another step', async () => {
    const again = await trainAssistant(material(), choices, quiet(await resumeFrom(join(root, 'run'))));
    expect(weightsOf(again)).toEqual(weightsOf(trained));
  }, 120_000);

  it('stopped in the middle of the student, it comes to the same weights', async () => {
    const folder = await createRunFolder(join(root, 'stopped'), {});
    const controller = { stop: false };
    const stopping = { ...quiet(folder), say: (line: string) => void (controller.stop ||= line.startsWith('The teacher is asked')) };
    const patient = { ...folder, curve: async (step: number, values: Readonly<Record<string, number>>) => {
      if (controller.stop && Object.keys(values).some((name) => name.startsWith('student/'))) throw new Error('the power went');
      await folder.curve(step, values);
    } }; // prettier-ignore
    await expect(trainAssistant(material(), choices, { ...stopping, folder: patient })).rejects.toThrow('the power went');
    const again = await trainAssistant(material(), choices, quiet(await resumeFrom(join(root, 'stopped'))));
    expect(weightsOf(again)).toEqual(weightsOf(trained));
  }, 240_000);
});

describe('the package of a trained student', () => {
  it('holds what the service needs, and transformers.js gives the same answer from its folder', async () => {
    const { dir } = await openRegistry(join(root, 'registry')).publish(
      await packageContents({
        material: material(),
        student: trained.student,
        choices,
        version: '1.0.0',
        createdAt: '2026-01-01T00:00:00Z',
        command: 'a spec',
      }),
    );
    const pkg = await openRegistry(join(root, 'registry')).open('banking-assistant@1.0.0');
    expect(pkg.model('onnx/model_quantized').inputs.map(({ name, dtype }) => `${name} ${dtype}`)).toEqual(['input_ids int64', 'attention_mask int64', 'token_type_ids int64']); // prettier-ignore
    expect(pkg.model('onnx/model_quantized').outputs.map(({ name }) => name)).toEqual(['logits', 'slot_logits', 'clinc150_logits', 'nlupp_intent_logits', 'nlupp_slot_logits', 'embedding']); // prettier-ignore

    const labels = JSON.parse(pkg.text(PACKAGE_FILES.labels)) as { intent: { labels: string[] } };
    const assistant = await Assistant.create({ model: pkg.file(PACKAGE_FILES.model), tokenizer: JSON.parse(pkg.text(PACKAGE_FILES.tokenizer)) as object, labels: labels as never }); // prettier-ignore
    const classify = (await pipeline('text-classification', dir)) as TextClassificationPipeline;
    for (const text of ['i lost my card', 'Send 20 to Anna?', 'x']) {
      const [{ logits }] = (await assistant.ask([text], ['intent'])) as unknown as [{ logits: { intent: ArrayLike<number> } }];
      const exp = Array.from(logits.intent, Math.exp);
      const best = exp.indexOf(Math.max(...exp));
      const [given] = (await classify(text)) as { label: string; score: number }[];
      expect(given).toEqual({ label: labels.intent.labels[best], score: expect.closeTo(exp[best]! / exp.reduce((a, b) => a + b), 4) });
    }
    await assistant.release();
    await classify.dispose();
    expect(new MessageTokenizer(JSON.parse(pkg.text(PACKAGE_FILES.tokenizer)) as object).padId).toBe(0); // BERT's pad_token_id in config.json
  }, 120_000);

  it('has a table of what each step of compression costs', async () => {
    const folder = await createRunFolder(join(root, 'table'), {});
    const { rows } = await compressAssistant(trained, choices, quiet(folder));
    const of = (name: string) => rows.find(({ system }) => system === name)!.metrics;
    expect(rows.map(({ system }) => system)).toEqual(['uncompressed', 'student', 'student, pruned', 'student, int8', 'student, pruned, int8', 'student, fp16 weights']); // prettier-ignore
    expect(of('student')['parameters']).toBeLessThan(of('uncompressed')['parameters']!);
    expect(of('student, pruned')['parameters']).toBeLessThan(of('student')['parameters']!);
    expect(of('student, int8')['bytes']).toBeLessThan(of('student')['bytes']!);
    for (const { metrics } of rows) expect(metrics).toMatchObject({ accuracy: expect.any(Number), slot_f1: expect.any(Number), ece: expect.any(Number), p50_ms: expect.any(Number) }); // prettier-ignore
  }, 240_000);
});
