import { readFile } from 'node:fs/promises';
import { readSafetensors } from '@casebook/safetensors';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { distance, onnxError, predict, reloadError } from '../layers/layer.fixture.js';
import { bertEncoder } from '../networks/bert-encoder.js';
import { bertOutputs } from '../networks/bert-outputs.js';
import { loadBertWeights } from './load-bert-weights.js';
import { weightName } from './load-weights.js';
import { floatTensors, transpose, type FloatTensor, type NamedTensors } from './named-tensors.js';

// Written by ../networks/reference/tiny_bert.py: Hugging Face's BertModel with random weights, its answers and gradients.
const file = readSafetensors(await readFile(new URL('../networks/reference/tiny-bert.safetensors', import.meta.url))).tensors;
const floats = floatTensors(file);
const part = (name: string): NamedTensors => new Map([...floats].filter(([key]) => key.startsWith(`${name}.`)));
const weights = part('bert');
const tensor = ({ data, shape }: FloatTensor) => tf.tensor(data, [...shape]);
const known = (name: string) => tensor(floats.get(name)!);
const ids = (name: string) => {
  const { data, shape } = file.get(`input.${name}`)!;
  return tf.tensor(Int32Array.from(data as BigInt64Array, Number), shape, 'int32');
};
const size = { vocabulary: 11, layers: 2, hidden: 8, heads: 2, feedForward: 12, maxPositions: 6, tokenTypes: 2 };

describe('loadBertWeights', () => {
  beforeAll(() => tf.setBackend('cpu'));
  const feeds = () => [ids('input_ids'), ids('attention_mask'), ids('token_type_ids')];

  it('makes the encoder answer what Hugging Face answers, layer by layer, and so does its ONNX file', async () => {
    const model = bertEncoder({ ...size, hiddenStates: true, attentions: true });
    loadBertWeights(model, weights);
    const { lastHidden, hiddenStates, attentions } = bertOutputs(predict(model, feeds()), {
      layers: 2,
      hiddenStates: true,
      attentions: true,
    });
    expect(lastHidden).toBe(hiddenStates[2]);
    hiddenStates.forEach((state, i) => expect(distance(state, known(`hidden.${i}`))).toBeLessThan(1e-5));
    attentions.forEach((attention, i) => expect(distance(attention, known(`attention.${i}`))).toBeLessThan(1e-5));
    expect(await onnxError(model, feeds())).toBeLessThan(1e-5);
    expect(await reloadError(model, feeds())).toBe(0);
  });

  it("has PyTorch's gradients, down to the embeddings", () => {
    const model = bertEncoder(size);
    loadBertWeights(model, weights);
    const loss = () => {
      const state = model.apply(feeds()) as tf.Tensor;
      return tf.sum(tf.mul(tf.mul(tf.square(state), tf.expandDims(ids('attention_mask'), -1)), tf.range(0, 8))).asScalar();
    };
    const { grads } = tf.variableGrads(loss);
    const gradient = (name: string) => grads[model.weights.find((weight) => weightName(weight) === name)!.name]!;
    const expected = (name: string) => floats.get(`gradient.${name}`)!;
    const error = (name: string, value: FloatTensor) => distance(gradient(name), tensor(value));
    expect(error('embeddings.word/embeddings', expected('embeddings.word_embeddings.weight'))).toBeLessThan(1e-4);
    expect(error('embeddings.position/embeddings', expected('embeddings.position_embeddings.weight'))).toBeLessThan(1e-4);
    expect(error('embeddings.type/embeddings', expected('embeddings.token_type_embeddings.weight'))).toBeLessThan(1e-4);
    expect(error('encoder.0.attention/key/kernel', transpose(expected('encoder.layer.0.attention.self.key.weight')))).toBeLessThan(1e-4);
    expect(error('encoder.1.intermediate/kernel', transpose(expected('encoder.layer.1.intermediate.dense.weight')))).toBeLessThan(1e-4);
    expect(error('encoder.1.output_norm/gamma', expected('encoder.layer.1.output.LayerNorm.weight'))).toBeLessThan(1e-4);
  });

  it('folds the first token type into the positions of a model that has no types', () => {
    const [plain, typed] = [bertEncoder({ ...size, tokenTypes: 0 }), bertEncoder(size)];
    for (const model of [plain, typed]) loadBertWeights(model, weights);
    const [words, mask] = feeds() as [tf.Tensor, tf.Tensor];
    expect(distance(predict(plain, [words, mask])[0]!, predict(typed, [words, mask, tf.zerosLike(words)])[0]!)).toBeLessThan(1e-5);
  });

  it('starts a student from some layers, some tokens and fewer positions', () => {
    const tokens = [0, 3, 10];
    const student = bertEncoder({ ...size, vocabulary: 3, layers: 1, maxPositions: 4 });
    loadBertWeights(student, weights, { layers: [2], tokens });
    const teacher = bertEncoder(size);
    loadBertWeights(teacher, weights);
    const weight = (model: tf.LayersModel, name: string) => model.weights.find((each) => weightName(each) === name)!.read();
    expect(distance(weight(student, 'embeddings.word/embeddings'), weight(teacher, 'embeddings.word/embeddings').gather(tokens))).toBe(0);
    expect(distance(weight(student, 'encoder.0.output/kernel'), weight(teacher, 'encoder.1.output/kernel'))).toBe(0);
  });

  it('reads matrices that ONNX stores the other way round', () => {
    const turned = [...weights].map(([name, value]): [string, FloatTensor] =>
      /(query|key|value|dense)\.weight$/.test(name) ? [name, { ...transpose(value), inputsFirst: true }] : [name, value],
    );
    const model = bertEncoder(size);
    loadBertWeights(model, new Map(turned));
    expect(distance(predict(model, feeds())[0]!, known('hidden.2'))).toBeLessThan(1e-5);
  });

  const without = (name: string) => new Map([...weights].filter(([key]) => key !== name));
  it.each([
    ['BERT_WEIGHTS', 'a file of another network', size, new Map<string, FloatTensor>(), {}],
    ['BERT_WEIGHTS', 'a wrong number of layers', size, weights, { layers: [2] }],
    ['WEIGHTS_MISSING', 'a tensor that is not there', size, without('bert.encoder.layer.1.output.dense.bias'), {}],
    ['WEIGHTS_MISSING', 'a layer that is not there', { ...size, layers: 3 }, weights, {}],
    ['WEIGHTS_EXTRA', 'layers that have no place', { ...size, layers: 1 }, weights, {}],
    ['WEIGHTS_SHAPE', 'another width', { ...size, feedForward: 16 }, weights, {}],
    ['WEIGHTS_ROW', 'a token beyond the vocabulary', { ...size, vocabulary: 1 }, weights, { tokens: [11] }],
  ])('refuses with %s %s', (code, _, of, tensors, options) => {
    expect(() => loadBertWeights(bertEncoder(of), tensors, options)).toThrow(expect.objectContaining({ code }));
  });
});
