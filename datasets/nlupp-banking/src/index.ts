/** NLU++ banking: sentences with any number of intents and slot spans (Casanueva et al., 2022). */
import { corpusError, parseCorpusJson, readCorpusFile, type SlotSpan, type Utterance } from '@casebook/data-pipelines';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export interface NluppUtterance extends Utterance {
  intents: readonly string[];
  slots: readonly SlotSpan[];
}

const record = z.object({
  text: z.string().min(1),
  intents: z.array(z.string().min(1)).optional(),
  slots: z.record(z.string(), z.object({ text: z.string(), span: z.tuple([z.int().nonnegative(), z.int()]) })).optional(),
});

/** Whether a file's first kilobytes are of this form: a JSON list of records with `text` and some of `intents`, `slots`. */
export const looksLikeNlupp = (head: string) =>
  /^\uFEFF?\s*\[\s*\{/.test(head) &&
  /"text"\s*:/.test(head) &&
  /"(intents"\s*:\s*\[\s*"|slots"\s*:\s*\{)/.test(head) &&
  !/"turns"\s*:/.test(head);

/**
 * Parses a fold. Most files have no intent that is alone: `intents` may be empty (only slots), or of several names that make one
 * meaning together (`change`, `pin`).
 *
 * @returns slots by start; spans of different slots may overlap (a date inside a period)
 * @throws {CorruptDataError} `CORPUS_INVALID` naming the record, also where a span's text is not what stands there
 */
export function parseNlupp(text: string, file: string): NluppUtterance[] {
  const records = parseCorpusJson(text, file);
  if (!Array.isArray(records) || records.length === 0) throw corpusError(file, 'whole file', 'a list of records is expected.');
  return records.map((value, i) => {
    const parsed = record.safeParse(value);
    if (!parsed.success) throw corpusError(file, `record ${i}`, z.prettifyError(parsed.error));
    const { text, intents = [], slots = {} } = parsed.data;
    const spans = Object.entries(slots).map(([name, { text: marked, span }]) => {
      const [start, end] = span.map((codePoints) => toUtf16(text, codePoints)) as [number, number];
      if (start >= end || text.slice(start, end) !== marked)
        throw corpusError(file, `record ${i}`, `the span ${span.join('–')} of ${name} does not hold its text.`);
      return { name, start, end };
    });
    return { text, intents, slots: spans.sort((a, b) => a.start - b.start || a.end - b.end) };
  });
}

/** The corpus was written by Python, which counts code points where JavaScript counts UTF-16 units. */
const toUtf16 = (text: string, codePoints: number) => [...text].slice(0, codePoints).join('').length;

/**
 * Reads one fold.
 *
 * @throws {NotFoundError | CorruptDataError} `DATA_NOT_FOUND`, `CORPUS_INVALID`
 */
export const readNluppFold = async (path: string) => parseNlupp(await readCorpusFile(path), path);

/** Reads all folds of a folder (`fold0.json` …), in the order of their numbers. */
export async function readNluppFolds(dir: string): Promise<NluppUtterance[][]> {
  const numbers = (await readdir(dir).catch((): string[] => [])).flatMap((name) => /^fold(\d+)\.json$/.exec(name)?.[1] ?? []).map(Number);
  if (numbers.length === 0) throw corpusError(dir, 'folder', 'holds no fold0.json …; fetch the data set with its `download` command.');
  return Promise.all(numbers.sort((a, b) => a - b).map((n) => readNluppFold(join(dir, `fold${n}.json`))));
}

const entry = z.object({ description: z.string(), domain: z.array(z.string()) });
const ontology = z.object({ intents: z.record(z.string(), entry), slots: z.record(z.string(), entry) });
export type NluppOntology = z.infer<typeof ontology>;

/**
 * Reads `ontology.json`: every intent and slot of both of NLU++'s domains with the question that defines it.
 *
 * @param domain keeps the labels of that domain and the general ones
 */
export async function readNluppOntology(path: string, domain = 'banking'): Promise<NluppOntology> {
  const parsed = ontology.safeParse(parseCorpusJson(await readCorpusFile(path), path));
  if (!parsed.success) throw corpusError(path, 'whole file', z.prettifyError(parsed.error));
  const of = (labels: NluppOntology['intents']) =>
    Object.fromEntries(Object.entries(labels).filter(([, label]) => label.domain.includes(domain) || label.domain.includes('general')));
  return { intents: of(parsed.data.intents), slots: of(parsed.data.slots) };
}
