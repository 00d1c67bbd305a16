/** A test file of any of the corpora, recognised from its form. */
import { type Head, HEADS } from '@casebook/banking-chatbot-contract/understanding';
import { OUT_OF_SCOPE } from '@casebook/banking-chatbot-contract';
import { CorruptDataError, InvalidInputError } from '@casebook/core';
import { corpusError, readCorpusFile, sha256File, type Utterance } from '@casebook/data-pipelines';
import { looksLikeBanking77, parseBanking77 } from '@casebook/dataset-banking77';
import { type Clinc150Part, looksLikeClinc150, parseClinc150 } from '@casebook/dataset-clinc150';
import { looksLikeDemoBank, parseDemoBank } from '@casebook/dataset-demo-bank';
import { looksLikeMultidogo, parseMultidogo } from '@casebook/dataset-multidogo-finance';
import { looksLikeNlupp, parseNlupp } from '@casebook/dataset-nlupp-banking';

export interface TestUtterance extends Utterance {
  /** Of what is out of scope: which kind, where the corpus says. */
  scope?: string;
}

export interface TestSet {
  corpus: string;
  /** Which heads answer for this corpus. */
  heads: { intent?: Head; slot?: Head };
  utterances: TestUtterance[];
  /** What of the file is scored, in words. */
  part: string;
  sha256: string;
}

interface Form {
  corpus: string;
  heads: TestSet['heads'];
  looksLike: (head: string) => boolean;
  parse: (text: string, file: string, parts: readonly Clinc150Part[]) => Pick<TestSet, 'utterances' | 'part'>;
}

const FORMS: Form[] = [
  {
    corpus: 'banking77',
    heads: { intent: 'banking77' },
    looksLike: looksLikeBanking77,
    parse: (text, file) => ({ utterances: parseBanking77(text, file), part: 'all rows' }),
  },
  {
    corpus: 'clinc150',
    heads: { intent: 'clinc150' },
    looksLike: looksLikeClinc150,
    parse: (text, file, parts) => {
      const corpus = parseClinc150(text, file);
      const part = parts.find((name) => corpus[name].length > 0);
      if (!part) throw corpusError(file, 'whole file', 'no part of it has a message.');
      return {
        utterances: corpus[part],
        part: `${part} and oos_${part}${part === parts[0] ? '' : `: the file has no ${parts[0]} part`}`,
      };
    },
  },
  {
    corpus: 'multidogo-finance',
    heads: { intent: 'multidogo_intent', slot: 'multidogo_slot' },
    looksLike: looksLikeMultidogo,
    parse: (text, file) => {
      const { utterances, dropped } = parseMultidogo(text, file);
      return {
        utterances,
        part: `all turns but ${dropped.labelCount} whose labels do not fit their tokens and ${dropped.emptyText} without text`,
      };
    },
  },
  {
    corpus: 'nlupp-banking',
    heads: { intent: 'nlupp_intent', slot: 'nlupp_slot' },
    looksLike: looksLikeNlupp,
    parse: (text, file) => ({ utterances: parseNlupp(text, file), part: 'all sentences' }),
  },
  {
    corpus: 'demo-bank',
    heads: { intent: 'intent', slot: 'slot' },
    looksLike: looksLikeDemoBank,
    parse: (text, file) => ({
      utterances: parseDemoBank(text, file).map(({ intent, ...rest }) =>
        intent === OUT_OF_SCOPE ? { ...rest, oos: true } : { ...rest, intent },
      ),
      part: 'all lines',
    }),
  },
];

/** What tells the forms apart stands at the beginning. */
const HEAD_CHARACTERS = 65_536;

/** Of a file that holds several parts: the first that it has. */
const PARTS = { test: ['test', 'val', 'train'], train: ['train', 'val'] } as const;

/**
 * @param purpose which part is taken of a file that holds several
 * @throws {NotFoundError | CorruptDataError} `DATA_NOT_FOUND`, `CORPUS_INVALID`, `CORPUS_UNKNOWN`
 */
export async function readTestSet(path: string, purpose: keyof typeof PARTS = 'test'): Promise<TestSet> {
  const text = await readCorpusFile(path);
  const form = FORMS.find(({ looksLike }) => looksLike(text.slice(0, HEAD_CHARACTERS)));
  if (!form) {
    throw new CorruptDataError(
      'CORPUS_UNKNOWN',
      `${path} is of no known form: give a file of BANKING77 (csv), CLINC150 (json), MultiDoGO (tsv), NLU++ (json) or the demo bank (jsonl).`,
    );
  }
  const { corpus, heads, parse } = form;
  return { corpus, heads, ...parse(text, path, PARTS[purpose]), sha256: await sha256File(path) };
}

/** @throws {InvalidInputError} `TASK_UNFIT` where the corpus has none of it */
export function headOf({ corpus, heads }: TestSet, kind: 'intent' | 'slot'): Head {
  const head = heads[kind];
  if (head && HEADS.includes(head)) return head;
  throw new InvalidInputError('TASK_UNFIT', `${corpus} has no ${kind}s: choose another task or file.`);
}
