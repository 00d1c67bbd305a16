/*
 * Real files, where they are: CASEBOOK_WEIGHTS names a folder with all-MiniLM-L6-v2/{model.safetensors,vocab.txt} and bge-small-en-v1.5/model.onnx
 * (Hugging Face hub: sentence-transformers/all-MiniLM-L6-v2 and BAAI/bge-small-en-v1.5, there onnx/model.onnx). README.md says more.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOnnxWeights } from '@casebook/onnx-export';
import { readSafetensors } from '@casebook/safetensors';
import * as tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { distance } from '../layers/layer.fixture.js';
import { SequencePooling, type Pooling } from '../layers/transformer/sequence-pooling.js';
import { bertEncoder } from '../networks/bert-encoder.js';
import { loadBertWeights } from './load-bert-weights.js';
import { floatTensors, type NamedTensors } from './named-tensors.js';

const root = process.env['CASEBOOK_WEIGHTS'] ?? '';
const [safetensors, vocabulary, onnx] = [
  'all-MiniLM-L6-v2/model.safetensors',
  'all-MiniLM-L6-v2/vocab.txt',
  'bge-small-en-v1.5/model.onnx',
].map((file) => join(root, file)) as [string, string, string];
const size = { vocabulary: 30522, hidden: 384, heads: 12, feedForward: 1536 };
const sentences = ['i lost my card', 'my card is missing', 'what is the weather'];

/** Every word of these sentences is a piece of its own: [CLS] words [SEP], and [PAD] up to the longest. */
async function tokens(): Promise<{ ids: tf.Tensor2D; mask: tf.Tensor2D }> {
  const pieces = (await readFile(vocabulary, 'utf8')).split('\n');
  const rows = sentences.map((sentence) => ['[CLS]', ...sentence.split(' '), '[SEP]'].map((word) => pieces.indexOf(word)));
  const length = Math.max(...rows.map((row) => row.length));
  const ids = rows.map((row) => [...row, ...new Array<number>(length - row.length).fill(0)]);
  const mask = rows.map((row) => Array.from({ length }, (_, i) => (i < row.length ? 1 : 0)));
  return { ids: tf.tensor2d(ids, undefined, 'int32'), mask: tf.tensor2d(mask, undefined, 'int32') };
}

async function encode(layers: number, tensors: NamedTensors): Promise<{ states: tf.Tensor; mask: tf.Tensor; ids: tf.Tensor }> {
  const model = bertEncoder({ ...size, layers });
  loadBertWeights(model, tensors);
  const { ids, mask } = await tokens();
  return { states: model.predict([ids, mask]) as tf.Tensor, mask, ids };
}

/** Of sentences 0 and 1, 0 and 2, 1 and 2. */
function cosines(states: tf.Tensor, mask: tf.Tensor, mode: Pooling): number[] {
  const pooled = new SequencePooling({ mode }).apply([states, mask]) as tf.Tensor2D;
  const unit = tf.div(pooled, tf.norm(pooled, 2, 1, true));
  const [, a, b, , , c] = tf.matMul(unit as tf.Tensor2D, unit as tf.Tensor2D, false, true).dataSync();
  return [a!, b!, c!];
}

describe.skipIf(!existsSync(safetensors) || !existsSync(onnx))('real weights (CASEBOOK_WEIGHTS)', () => {
  beforeAll(() => useBackend());

  // Expected: transformers 4.57.1 (mean over the mask) and onnxruntime 1.30.0 (first token) in Python, on the same files, rounded to four places.
  it('MiniLM from safetensors knows which sentences are alike', async () => {
    const { states, mask } = await encode(6, floatTensors(readSafetensors(await readFile(safetensors)).tensors));
    [0.8396, -0.0045, -0.0089].forEach((value, i) => expect(cosines(states, mask, 'mean')[i]).toBeCloseTo(value, 4));
  });

  it('bge from ONNX does too, and answers what its own file answers', async () => {
    const { states, mask, ids } = await encode(12, readOnnxWeights(await readFile(onnx)));
    [0.9398, 0.4361, 0.4357].forEach((value, i) => expect(cosines(states, mask, 'cls')[i]).toBeCloseTo(value, 4));
    const session = await InferenceSession.create(onnx, { logSeverityLevel: 3 });
    const whole = (tensor: tf.Tensor) => new Tensor('int64', BigInt64Array.from(tensor.dataSync(), BigInt), tensor.shape);
    const feeds = { input_ids: whole(ids), attention_mask: whole(mask), token_type_ids: whole(tf.zerosLike(ids)) };
    const answer = (await session.run(feeds))[session.outputNames[0]!]!;
    await session.release();
    expect(distance(states, tf.tensor(answer.data as Float32Array, [...answer.dims]))).toBeLessThan(1e-4);
  });
});
