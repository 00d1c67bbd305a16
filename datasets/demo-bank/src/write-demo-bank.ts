/** The data set as files of one JSON object a line, and back. */
import { corpusError, parseCorpusJson, readCorpusFile, writeTextAtomically } from '@casebook/data-pipelines';
import { join } from 'node:path';
import { z } from 'zod';
import { generateDemoBank, type DemoBankSizes, type DemoBankUtterance } from './generate.js';
import { PARTS } from './parts.js';

/** One part as JSON lines. */
export const demoBankJsonl = (utterances: readonly DemoBankUtterance[]) =>
  utterances.map((utterance) => `${JSON.stringify(utterance)}\n`).join('');

/**
 * Writes `train.jsonl`, `validation.jsonl` and `test.jsonl`.
 *
 * @param dir made if absent; files of these names are replaced
 */
export async function writeDemoBank(
  dir: string,
  seed: number,
  sizes: Partial<DemoBankSizes> = {},
): Promise<{ name: string; rows: number }[]> {
  const bank = generateDemoBank(seed, sizes);
  for (const part of PARTS) await writeTextAtomically(join(dir, `${part}.jsonl`), demoBankJsonl(bank[part]));
  return PARTS.map((part) => ({ name: `${part}.jsonl`, rows: bank[part].length }));
}

const utterance = z.object({
  text: z.string().min(1),
  intent: z.string().min(1),
  slots: z.array(z.object({ name: z.string().min(1), start: z.int().nonnegative(), end: z.int() })),
  scope: z.enum(['in_domain', 'out_of_domain']).optional(),
  template: z.string().default(''),
});

/** Whether a file's first kilobytes are of this form: JSON lines with text, intent and slots. */
export const looksLikeDemoBank = (head: string) => /^\uFEFF?\{"text":".*?","intent":"[a-z_]+","slots":\[/.test(head);

/**
 * Parses JSON lines; `scope` and `template` may be left out.
 *
 * @throws {CorruptDataError} `CORPUS_INVALID` naming the line, also of a span outside its text
 */
export function parseDemoBank(text: string, file: string): DemoBankUtterance[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, i) => {
    const where = `line ${i + 1}`;
    const parsed = utterance.safeParse(parseCorpusJson(line, `${file} ${where}`));
    if (!parsed.success) throw corpusError(file, where, z.prettifyError(parsed.error));
    const { scope, ...rest } = parsed.data;
    for (const { name, start, end } of rest.slots)
      if (start >= end || end > rest.text.length) throw corpusError(file, where, `the span of ${name} lies outside the text.`);
    return { ...rest, ...(scope && { scope }) };
  });
}

/** @throws {NotFoundError | CorruptDataError} `DATA_NOT_FOUND`, `CORPUS_INVALID` */
export const readDemoBank = async (path: string) => parseDemoBank(await readCorpusFile(path), path);
