/** Weights and vocabulary of a published encoder: from a folder, or by name from the Hugging Face hub. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInputError, NotFoundError } from '@casebook/core';
import { readOnnxWeights } from '@casebook/onnx-export';
import { readSafetensors } from '@casebook/safetensors';
import { bertEncoder, floatTensors, loadBertWeights, type BertOptions, type FloatTensor, type NamedTensors } from '@casebook/training';
import type * as tf from '@tensorflow/tfjs';
import { BASE_ENCODERS, type BaseEncoderName } from './base-encoders.js';
import { downloadBaseEncoder } from './download-base-encoder.js';

export interface BaseWeights {
  name: BaseEncoderName;
  tensors: NamedTensors;
  /** The Hugging Face tokenizer.json, parsed. */
  tokenizer: unknown;
  size: BertSize;
}

export type BertSize = Record<'vocabulary' | 'layers' | 'hidden' | 'heads' | 'feedForward' | 'maxPositions' | 'tokenTypes', number>;

/**
 * @param folder holds the weights (`model.safetensors`, or an `.onnx` exported from PyTorch) and a `…tokenizer.json`, itself or in a folder of the
 * encoder's name; `CASEBOOK_WEIGHTS` unless told. Without either, the hub, through transformers.js and its cache.
 * @throws {NotFoundError} `WEIGHTS_NOT_FOUND` with where to get them
 */
export async function readBaseEncoder(name: BaseEncoderName, folder = process.env['CASEBOOK_WEIGHTS']): Promise<BaseWeights> {
  const files = folder ? await findFiles(name, folder) : await downloadBaseEncoder(BASE_ENCODERS[name].hub);
  const bytes = await readFile(files.weights);
  const tensors = files.weights.endsWith('.onnx') ? readOnnxWeights(bytes) : floatTensors(readSafetensors(bytes).tensors);
  return { name, tensors, tokenizer: JSON.parse(await readFile(files.tokenizer, 'utf8')), size: sizeOf(name, tensors) };
}

export interface EncoderFiles {
  weights: string;
  tokenizer: string;
}

async function findFiles(name: BaseEncoderName, folder: string): Promise<EncoderFiles> {
  const inner = existsSync(join(folder, name)) ? join(folder, name) : folder;
  const names = await readdir(inner).catch((): string[] => []);
  const weights = ['model.safetensors', 'model.onnx'].find((file) => names.includes(file)) ?? names.find((file) => file.endsWith('.onnx'));
  const tokenizer = names.find((file) => file.endsWith('tokenizer.json'));
  if (weights && tokenizer) return { weights: join(inner, weights), tokenizer: join(inner, tokenizer) };
  throw new NotFoundError(
    'WEIGHTS_NOT_FOUND',
    `${inner} lacks model.safetensors or model.onnx, or tokenizer.json: get them with 'hf download ${BASE_ENCODERS[name].hub} --local-dir DIR', and give that folder.`,
  );
}

const WORD_TABLE = 'embeddings.word_embeddings.weight';

/** [vocabulary, hidden] */
export const wordTable = ({ tensors }: BaseWeights): FloatTensor => [...tensors].find(([name]) => name.endsWith(WORD_TABLE))![1];

function sizeOf(name: BaseEncoderName, tensors: NamedTensors): BertSize {
  const shape = (end: string): readonly number[] => {
    const found = [...tensors].find(([tensor]) => tensor.endsWith(end));
    if (!found) throw new InvalidInputError('BERT_WEIGHTS', `The file has no '${end}': it holds no BERT.`);
    return found[1].shape;
  };
  const [vocabulary, hidden] = shape(WORD_TABLE) as [number, number];
  const layers = [...tensors.keys()].filter((tensor) => tensor.endsWith('.attention.self.query.bias')).length;
  return {
    vocabulary,
    hidden,
    layers,
    heads: BASE_ENCODERS[name].heads,
    feedForward: shape('layer.0.intermediate.dense.bias')[0]!,
    maxPositions: shape('embeddings.position_embeddings.weight')[0]!,
    tokenTypes: shape('embeddings.token_type_embeddings.weight')[0]!,
  };
}

export interface CutOptions extends Partial<BertOptions> {
  /** Which layers stay, from 1; all unless told. */
  keptLayers?: readonly number[];
  /** Which ids of the vocabulary stay, in their new order; all unless told. */
  keptTokens?: ArrayLike<number>;
}

/**
 * The published encoder, or some of its layers and pieces, as a `tf.LayersModel` (see `bertEncoder`).
 *
 * @example
 * const student = createEncoder(await readBaseEncoder('bge-small-en-v1.5'), { keptLayers: [3, 6, 9, 12], hiddenStates: true });
 */
export function createEncoder({ size, tensors }: BaseWeights, { keptLayers, keptTokens, ...options }: CutOptions = {}): tf.LayersModel {
  const layers = keptLayers?.length ?? size.layers;
  const encoder = bertEncoder({ ...size, layers, vocabulary: keptTokens?.length ?? size.vocabulary, ...options });
  loadBertWeights(encoder, tensors, { ...(keptLayers && { layers: keptLayers }), ...(keptTokens && { tokens: keptTokens }) });
  return encoder;
}
