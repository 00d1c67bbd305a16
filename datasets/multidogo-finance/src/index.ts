/** MultiDoGO finance, turn level: what customers write to an agent, with intents and a slot label a token (Peskov et al., 2019). */
import { corpusError, parseDelimited, readCorpusFile, type SlotSpan, type Utterance } from '@casebook/data-pipelines';

const COLUMNS = ['conversationId', 'turnNumber', 'utteranceId', 'utterance', 'slot-labels', 'intent'];
const OUTSIDE = 'O';
/** Between the intents of a turn that has several. */
const INTENT_SEPARATOR = '<div>';

export interface MultidogoUtterance extends Utterance {
  conversationId: string;
  turn: number;
  intents: readonly string[];
  slots: readonly SlotSpan[];
}

export interface Multidogo {
  utterances: MultidogoUtterance[];
  /** Rows left out, by reason: no text, or not one label a token. */
  dropped: { emptyText: number; labelCount: number };
}

/** Whether a file's first kilobytes are of this form: a TSV file with its six columns. */
export const looksLikeMultidogo = (head: string) => head.replace(/^\uFEFF/, '').startsWith(COLUMNS.join('\t'));

/**
 * Parses a TSV file without quoting. Tokens are what single spaces separate; neighbours with one label are one span, since
 * the labels say inside or outside, not where a span begins.
 *
 * @throws {CorruptDataError} `CORPUS_INVALID` naming the line
 */
export function parseMultidogo(text: string, file: string): Multidogo {
  const [header, ...records] = parseDelimited(text, file, { delimiter: '\t', quote: false });
  if (header?.fields.join() !== COLUMNS.join()) throw corpusError(file, 'line 1', `the columns are not ${COLUMNS.join(', ')}.`);
  const corpus: Multidogo = { utterances: [], dropped: { emptyText: 0, labelCount: 0 } };
  for (const { fields, line } of records) {
    if (fields.length !== COLUMNS.length)
      throw corpusError(file, `line ${line}`, `${fields.length} fields where there must be ${COLUMNS.length}.`);
    const [conversationId, turnNumber, , utterance, labels, intent] = fields as [string, string, string, string, string, string];
    const turn = Number(turnNumber);
    if (turnNumber === '' || !Number.isInteger(turn)) throw corpusError(file, `line ${line}`, `turnNumber is ${turnNumber}.`);
    const intents = intent.split(INTENT_SEPARATOR);
    if (intents.some((name) => name.trim() === '')) throw corpusError(file, `line ${line}`, 'an empty intent.');
    const slots = toSpans(utterance.split(' '), labels.split(' '));
    if (utterance.trim() === '') corpus.dropped.emptyText++;
    else if (!slots) corpus.dropped.labelCount++;
    else corpus.utterances.push({ conversationId, turn, text: utterance, ...(intents.length === 1 && { intent }), intents, slots });
  }
  return corpus;
}

/** Character spans of runs of one label; undefined where the counts differ. */
function toSpans(tokens: string[], labels: string[]): SlotSpan[] | undefined {
  if (tokens.length !== labels.length) return undefined;
  const spans: SlotSpan[] = [];
  let at = 0;
  for (const [i, token] of tokens.entries()) {
    const name = labels[i]!;
    const last = spans.at(-1);
    if (name !== OUTSIDE && token !== '') {
      if (last?.name === name && labels[i - 1] === name) last.end = at + token.length;
      else spans.push({ name, start: at, end: at + token.length });
    }
    at += token.length + 1;
  }
  return spans;
}

/**
 * Reads `train.tsv`, `dev.tsv` (the official validation set) or any file of their form.
 *
 * @throws {NotFoundError | CorruptDataError} `DATA_NOT_FOUND`, `CORPUS_INVALID`
 */
export const readMultidogo = async (path: string) => parseMultidogo(await readCorpusFile(path), path);
