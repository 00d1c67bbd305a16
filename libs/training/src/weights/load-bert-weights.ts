/** Weights of a BERT in Hugging Face's names into a `bertEncoder`. */
import { InvalidInputError } from '@casebook/core';
import type * as tf from '@tensorflow/tfjs';
import { loadWeights, weightName, type WeightSource } from './load-weights.js';
import { linearKernel, takeRows, type FloatTensor, type NamedTensors } from './named-tensors.js';

export interface BertWeightOptions {
  /** Which layers of the file the model's layers begin as, counted from 1: [3, 6, 9, 12] makes four of twelve. All, in order, unless told. */
  layers?: readonly number[];
  /** Which rows of the file's vocabulary the model's ids stand for; all unless told. */
  tokens?: ArrayLike<number>;
}

/** Heads and buffers of files in the wild that are no part of the encoder. */
const NOT_THE_ENCODER = /(^|\.)(pooler|cls|classifier)\.|position_ids$/;
const WORDS = 'embeddings.word_embeddings.weight';

/**
 * Fills a `bertEncoder`, also one inside a larger model, whose other weights stay as they are.
 *
 * Names may carry any prefix (`bert.`, `model.`).
 * A model without token types gets the file's first type added to its positions; one of fewer positions gets the first of them.
 *
 * @param tensors `floatTensors(readSafetensors(…).tensors)`, or `readOnnxWeights(…)` of an exported PyTorch model
 * @throws {InvalidInputError} `BERT_WEIGHTS` where the file holds no BERT, the model no `bertEncoder`, or `layers` do not fit; else as `loadWeights`
 *
 * @example
 * loadBertWeights(student, tensors, { layers: [3, 6, 9, 12], tokens: keptIds });
 */
export function loadBertWeights(model: tf.LayersModel, tensors: NamedTensors, options: BertWeightOptions = {}): void {
  const word = [...tensors.keys()].find((name) => name.endsWith(WORDS));
  if (word === undefined) throw refused(`The file has no '${WORDS}': it holds no BERT`);
  const prefix = word.slice(0, -WORDS.length);
  const names = model.weights.map(weightName);
  const depth = names.filter((name) => /^encoder\.\d+\.attention\/query\/kernel$/.test(name)).length;
  const has = (name: string) => names.includes(name);
  if (depth === 0 || !has('embeddings.word/embeddings')) throw refused('The model has no layers of bertEncoder');
  const { layers = Array.from({ length: depth }, (_, i) => i + 1), tokens } = options;
  if (layers.length !== depth) throw refused(`The model has ${depth} layers, 'layers' names ${layers.length}`);

  const mapping = new Map<string, WeightSource>();
  const same = (weight: string, tensor: string, make = (given: FloatTensor) => given) =>
    mapping.set(weight, { names: [prefix + tensor], make });
  const linear = (weight: string, tensor: string) => {
    same(`${weight}/kernel`, `${tensor}.weight`, linearKernel);
    same(`${weight}/bias`, `${tensor}.bias`);
  };
  const norm = (weight: string, tensor: string) => {
    same(`${weight}/gamma`, `${tensor}.LayerNorm.weight`);
    same(`${weight}/beta`, `${tensor}.LayerNorm.bias`);
  };

  same('embeddings.word/embeddings', WORDS, (table) => (tokens ? takeRows(table, tokens) : table));
  const positions = model.weights.find((weight) => weightName(weight) === 'embeddings.position/embeddings')!.shape[0]!;
  const [position, type] = ['embeddings.position_embeddings.weight', 'embeddings.token_type_embeddings.weight'];
  if (has('embeddings.type/embeddings')) {
    same('embeddings.type/embeddings', type);
    same('embeddings.position/embeddings', position, (table) => firstRows(table, positions));
  } else {
    const make = (table: FloatTensor, types: FloatTensor) => addRow(firstRows(table, positions), types.data);
    mapping.set('embeddings.position/embeddings', { names: [prefix + position, prefix + type], make });
  }
  norm('embeddings.norm', 'embeddings');
  layers.forEach((from, i) => {
    const [weight, tensor] = [`encoder.${i}`, `encoder.layer.${from - 1}`];
    for (const part of ['query', 'key', 'value']) linear(`${weight}.attention/${part}`, `${tensor}.attention.self.${part}`);
    linear(`${weight}.attention/output`, `${tensor}.attention.output.dense`);
    norm(`${weight}.attention_norm`, `${tensor}.attention.output`);
    linear(`${weight}.intermediate`, `${tensor}.intermediate.dense`);
    linear(`${weight}.output`, `${tensor}.output.dense`);
    norm(`${weight}.output_norm`, `${tensor}.output`);
  });
  const isLeftOut = (name: string) => options.layers !== undefined && name.startsWith(`${prefix}encoder.layer.`);
  loadWeights(model, tensors, mapping, { partial: true, allowExtra: (name) => NOT_THE_ENCODER.test(name) || isLeftOut(name) });
}

const firstRows = (table: FloatTensor, rows: number) =>
  table.shape[0]! > rows
    ? takeRows(
        table,
        Array.from({ length: rows }, (_, i) => i),
      )
    : table;

/** Adds the first row of `rows` to every row. */
function addRow({ shape, data }: FloatTensor, rows: Float32Array): FloatTensor {
  const width = shape[1]!;
  return { shape, data: data.map((value, i) => value + rows[i % width]!) };
}

const refused = (why: string) => new InvalidInputError('BERT_WEIGHTS', `${why}: check which file belongs to which network.`);
