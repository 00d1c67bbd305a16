/** What the teacher thinks of every text, asked once: the student then learns without it. */
import type { Head } from '@casebook/banking-chatbot-contract/understanding';
import { readSafetensors, type SafeTensor, toFloat32, writeSafetensors } from '@casebook/safetensors';
import * as tf from '@tensorflow/tfjs';
import { askHeads, type AssistantNetwork, isTagger } from '../network/assistant-network.js';
import { inOrder, type Part } from '../network/text-batches.js';

/** Of one part, a row a text. */
export interface TeacherAnswers {
  texts: number;
  /** Of every head without tags, whichever corpus the text is of: [texts, labels]. */
  logits: Partial<Record<Head, Float32Array>>;
  /** Of the part's taggers, a row for each word of each text, in order. */
  tags: Partial<Record<Head, Float32Array>>;
  /** First word of each text among all, and their number at the end. */
  firstWord: Int32Array;
  /** After some blocks, the mean over the tokens: [texts, blocks, hidden]. */
  states: Float32Array;
}

const BATCH = 64;

/** @param layers blocks whose states are kept, from 1 */
export function askTeacher(
  network: AssistantNetwork,
  part: Part,
  layers: readonly number[],
  onText?: (count: number) => void,
): TeacherAnswers {
  const { heads } = network;
  const names = (Object.keys(heads) as Head[]).filter((head) => !isTagger(heads[head]!));
  const taggers = (Object.keys(part.heads) as Head[]).filter((head) => isTagger(heads[head]!));
  const ask = askHeads(network, [...names, ...taggers]);
  const texts = part.examples.length;
  const firstWord = new Int32Array(texts + 1);
  part.examples.forEach(({ words }, i) => (firstWord[i + 1] = firstWord[i]! + words.length));
  const hidden = network.model.outputs.at(-1)!.shape[1]!;
  const table = (rows: number) => (head: Head) => [head, new Float32Array(rows * heads[head]!.labels.length)] as const;
  const answers: TeacherAnswers = {
    texts,
    logits: Object.fromEntries(names.map(table(texts))),
    tags: Object.fromEntries(taggers.map(table(firstWord[texts]!))),
    firstWord,
    states: new Float32Array(texts * layers.length * hidden),
  };
  for (const { values } of inOrder(part, BATCH)) {
    const [given, states] = tf.tidy(() => {
      const { logits, states } = ask(values);
      return [logits, tf.stack(layers.map((layer) => meanOverTokens(states[layer - 1]!, values.mask)), 1)] as const; // prettier-ignore
    });
    for (const head of names) scatter(given[head]!.dataSync() as Float32Array, answers.logits[head]!, values.rows);
    for (const head of taggers) scatterWords(given[head]!, answers.tags[head]!, values.rows, part, firstWord);
    scatter(states.dataSync() as Float32Array, answers.states, values.rows);
    onText?.(values.rows.length);
    tf.dispose([given as tf.NamedTensorMap, states, values.ids, values.mask, values.targets as tf.NamedTensorMap]);
  }
  return answers;
}

/** [B, L, hidden] and mask [B, L] to [B, hidden]. */
export function meanOverTokens(states: tf.Tensor, mask: tf.Tensor): tf.Tensor {
  const kept = tf.cast(mask, 'float32');
  return states.mul(kept.expandDims(2)).sum(1).div(kept.sum(1, true));
}

function scatter(values: Float32Array, into: Float32Array, rows: Int32Array): void {
  const width = values.length / rows.length;
  rows.forEach((row, i) => into.set(values.subarray(i * width, (i + 1) * width), row * width));
}

function scatterWords(logits: tf.Tensor, into: Float32Array, rows: Int32Array, { examples }: Part, firstWord: Int32Array): void {
  const [, length, labels] = logits.shape as [number, number, number];
  const values = logits.dataSync() as Float32Array;
  rows.forEach((row, i) =>
    examples[row]!.words.forEach((token, word) => {
      const at = (i * length + token) * labels;
      into.set(values.subarray(at, at + labels), (firstWord[row]! + word) * labels);
    }),
  );
}

export function answersToBytes({ texts, logits, tags, firstWord, states }: TeacherAnswers): Uint8Array {
  const floats = (prefix: string, tables: TeacherAnswers['logits']) =>
    Object.entries(tables).map(([head, data]) => [`${prefix}.${head}`, flat(data)] as const);
  return writeSafetensors({
    ...Object.fromEntries([...floats('logits', logits), ...floats('tags', tags)]),
    firstWord: { dtype: 'I32', shape: [texts + 1], data: Int32Array.from(firstWord) },
    states: flat(states),
  });
}

const flat = (data: Float32Array): SafeTensor => ({ dtype: 'F32', shape: [data.length], data: data as Float32Array<ArrayBuffer> });

export function answersOfBytes(bytes: Uint8Array): TeacherAnswers {
  const { tensors } = readSafetensors(bytes);
  const tables = (prefix: string) =>
    Object.fromEntries([...tensors].flatMap(([name, tensor]) => (name.startsWith(`${prefix}.`) ? [[name.slice(prefix.length + 1), toFloat32(tensor)]] : []))); // prettier-ignore
  const firstWord = tensors.get('firstWord')!.data as Int32Array;
  return {
    texts: firstWord.length - 1,
    logits: tables('logits'),
    tags: tables('tags'),
    firstWord,
    states: toFloat32(tensors.get('states')!),
  };
}
