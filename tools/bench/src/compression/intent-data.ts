/** Questions with their intents: BANKING77's training file, or generated ones. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotFoundError } from '@casebook/core';
import { findData, readColumns, readPath, withDatabase } from '@casebook/data-pipelines';
import { createRandom } from '@casebook/training';

export interface IntentData {
  texts: string[];
  /** Class of each text, from 0. */
  labels: Int32Array;
  classes: number;
}

/**
 * BANKING77 (Casanueva et al. 2020, CC BY 4.0): the training questions alone, from PolyAI-LDN/task-specific-datasets, `banking_data/train.csv`.
 * @param data the folder of `train.csv`, or one that holds it in `banking77/`
 * @throws {NotFoundError} `DATA_MISSING`
 */
export async function readBanking(data = findData('banking77')): Promise<IntentData> {
  const file = [data, data && join(data, 'banking77')]
    .map((folder) => folder && join(folder, 'train.csv'))
    .find((path) => path && existsSync(path));
  if (!file) {
    throw new NotFoundError(
      'DATA_MISSING',
      'BANKING77 is not here: put train.csv of github.com/PolyAI-LDN/task-specific-datasets (banking_data) into a folder and give it as --data.',
    );
  }
  const sql = `SELECT text, category, dense_rank() OVER (ORDER BY category) - 1 AS label FROM read_csv(${readPath(file)}, header = true, all_varchar = true)`;
  const columns = await withDatabase(tmpdir(), (db) =>
    readColumns(db, `SELECT text, label::INTEGER AS label FROM (${sql}) ORDER BY category, text`, { text: 'string', label: 'int32' }),
  );
  return { texts: columns.text, labels: columns.label, classes: columns.label.reduce((most, label) => Math.max(most, label), 0) + 1 };
}

/** Sentences in which two words of a class's own tell it among words that all share. */
export function generateIntents({ classes = 4, perClass = 40, seed = 1 } = {}): IntentData {
  const random = createRandom(seed);
  const word = (from: number, count: number) => `w${from + random.int(count)}`;
  const labels = Int32Array.from({ length: classes * perClass }, (_, row) => row % classes);
  const sentence = (label: number) =>
    random.shuffle([word(0, 20), word(0, 20), word(0, 20), word(100 + 5 * label, 5), word(100 + 5 * label, 5)]);
  return { texts: Array.from(labels, (label) => sentence(label).map(spell).join(' ')), labels, classes };
}

/** Numbers as letters: the tokeniser takes digits apart. */
const spell = (word: string) => word.replace(/\d/g, (digit) => String.fromCharCode(97 + Number(digit)));

/** A share of each class at random for validation; the rest trains. Row numbers, in random order. */
export function stratifiedSplit(labels: Int32Array, validation: number, seed: number): { train: Int32Array; validation: Int32Array } {
  const random = createRandom(seed);
  const byClass = new Map<number, number[]>();
  labels.forEach((label, row) => byClass.set(label, [...(byClass.get(label) ?? []), row]));
  const parts = [...byClass.values()].map((rows) => ({ rows: random.shuffle(rows), cut: Math.round(rows.length * validation) }));
  return {
    train: random.shuffle(Int32Array.from(parts.flatMap(({ rows, cut }) => rows.slice(cut)))),
    validation: random.shuffle(Int32Array.from(parts.flatMap(({ rows, cut }) => rows.slice(0, cut)))),
  };
}
