/* The published encoder, where it is: CASEBOOK_WEIGHTS names a folder with bge-small-en-v1.5/{model.onnx,…tokenizer.json}; libs/training/src/weights/README.md. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageTokenizer } from '@casebook/banking-chatbot-contract/understanding';
import { withSession } from '@casebook/onnx-export';
import { useBackend } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { feedsOf } from '../network/answerers.js';
import { makeBatch } from '../network/text-batches.js';
import { BASE_ENCODERS } from './base-encoders.js';
import { createEncoder, readBaseEncoder } from './read-base-encoder.js';

const name = 'bge-small-en-v1.5';
const onnx = join(process.env['CASEBOOK_WEIGHTS'] ?? '', name, 'model.onnx');
const texts = [
  'I lost my card',
  'Is there a charge for a transfer of €20 to Zoë, on the 3rd of next month?',
  '?',
  'antidisestablishmentarianism',
];

describe('readBaseEncoder', () => {
  it('says where to get what is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'weights-'));
    await expect(readBaseEncoder(name, folder)).rejects.toMatchObject({ code: 'WEIGHTS_NOT_FOUND', message: expect.stringContaining('hf download BAAI/bge-small-en-v1.5') }); // prettier-ignore
    await rm(folder, { recursive: true });
  });
});

describe.skipIf(!existsSync(onnx))('the published encoder (CASEBOOK_WEIGHTS)', () => {
  beforeAll(() => useBackend());

  it('is the file that results are of', async () => {
    const digest = createHash('sha256').update(await readFile(onnx)).digest('hex'); // prettier-ignore
    expect(digest).toBe(BASE_ENCODERS[name].sha256['model.onnx']);
  });

  it('answers in TensorFlow.js what ONNX Runtime answers of the original, each token within 1e-4', async () => {
    const base = await readBaseEncoder(name);
    expect(base.size).toEqual({
      vocabulary: 30522,
      hidden: 384,
      layers: 12,
      heads: 12,
      feedForward: 1536,
      maxPositions: 512,
      tokenTypes: 2,
    });
    const tokenizer = new MessageTokenizer(base.tokenizer as object);
    const examples = texts.map((text) => ({ ids: Int32Array.from(tokenizer.encode(text).ids), words: [], targets: {} }));
    const { values } = makeBatch({ examples, heads: {} }, 0, Int32Array.from(texts.keys()));
    const encoder = createEncoder(base);
    const states = encoder.predict([values.ids, values.mask, tf.zerosLike(values.ids)]) as tf.Tensor;
    const [answer] = await withSession(await readFile(onnx), async (session) => Object.values(await session.run(feedsOf(values))));
    const original = tf.tensor(answer!.data as Float32Array, states.shape);
    const difference = tf.abs(tf.sub(states, original)).mul(values.mask.expandDims(2));
    expect(difference.max().dataSync()[0]).toBeLessThan(1e-4);
  }, 120_000);
});
