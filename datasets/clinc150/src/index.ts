/** CLINC150: requests to an assistant, 150 intents and what is out of scope (Larson et al., 2019). */
import { corpusError, parseCorpusJson, readCorpusFile, type Utterance } from '@casebook/data-pipelines';

export const CLINC150_PARTS = ['train', 'val', 'test'] as const;
export type Clinc150Part = (typeof CLINC150_PARTS)[number];

/** In scope with an intent, or `oos: true` and none. */
export type Clinc150 = Record<Clinc150Part, Utterance[]>;

const OUT_OF_SCOPE = 'oos';
const NAMES = CLINC150_PARTS.flatMap((part) => [part, `oos_${part}`]);

/** Whether a file's first kilobytes are of this form: a JSON object of parts, each a list of pairs. */
export const looksLikeClinc150 = (head: string) => /^\uFEFF?\s*\{\s*"(oos_)?(train|val|test)"\s*:\s*\[\s*(\[\s*"|\])/.test(head);

/**
 * Parses `{"train": [["text", "intent"], …], "oos_train": [["text", "oos"], …], …}` with any of the six parts.
 *
 * @returns each part with its out-of-scope requests after those in scope; a part that the file lacks is empty
 * @throws {CorruptDataError} `CORPUS_INVALID` naming part and position
 */
export function parseClinc150(text: string, file: string): Clinc150 {
  const parts = parseCorpusJson(text, file);
  if (typeof parts !== 'object' || parts === null || Array.isArray(parts) || !NAMES.some((name) => name in parts))
    throw corpusError(file, 'whole file', `an object with some of ${NAMES.join(', ')} is expected.`);
  const corpus: Clinc150 = { train: [], val: [], test: [] };
  for (const [name, pairs] of Object.entries(parts)) {
    if (!NAMES.includes(name)) throw corpusError(file, name, `no part of CLINC150; the parts are ${NAMES.join(', ')}.`);
    if (!Array.isArray(pairs)) throw corpusError(file, name, 'not a list.');
    const part = corpus[name.replace('oos_', '') as Clinc150Part];
    const read = pairs.map((pair, i) => toUtterance(pair, name.startsWith('oos_'), file, `${name}[${i}]`));
    if (name.startsWith('oos_')) part.push(...read);
    else part.unshift(...read);
  }
  return corpus;
}

function toUtterance(pair: unknown, oos: boolean, file: string, where: string): Utterance {
  if (!Array.isArray(pair) || pair.length !== 2 || !pair.every((value) => typeof value === 'string' && value.trim() !== ''))
    throw corpusError(file, where, 'not a pair of a text and an intent.');
  const [text, intent] = pair as [string, string];
  if (oos && intent !== OUT_OF_SCOPE) throw corpusError(file, where, `the intent ${intent} in a part that is out of scope.`);
  return intent === OUT_OF_SCOPE ? { text, oos: true } : { text, intent };
}

/**
 * Reads a file of this form. The official validation set is `val`.
 *
 * @throws {NotFoundError | CorruptDataError} `DATA_NOT_FOUND`, `CORPUS_INVALID`
 */
export const readClinc150 = async (path: string) => parseClinc150(await readCorpusFile(path), path);
