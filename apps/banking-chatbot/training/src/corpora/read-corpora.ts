/** Reads what is there of the corpora, and holds out a part of each for validation. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelSet } from '@casebook/banking-chatbot-contract/understanding';
import { stratifiedSplit, type Utterance } from '@casebook/data-pipelines';
import { readBanking77 } from '@casebook/dataset-banking77';
import { readClinc150 } from '@casebook/dataset-clinc150';
import { readMultidogo } from '@casebook/dataset-multidogo-finance';
import { readNluppFolds } from '@casebook/dataset-nlupp-banking';
import type { Corpus, CorpusName } from './corpus.js';

/** Share of a corpus without a validation part of its own. */
const HELD_OUT = 0.1;

type Reader = (folder: string, seed: number) => Promise<Corpus>;

const READERS: Record<Exclude<CorpusName, 'demo-bank'>, Reader> = {
  banking77: async (folder, seed) => {
    const rows = await readBanking77(join(folder, 'train.csv'));
    const labels = distinct(rows.map(({ intent }) => intent));
    return {
      name: 'banking77',
      heads: { banking77: { kind: 'single', labels } },
      ...holdOut(rows, seed),
      attribution: 'BANKING77 (Casanueva et al. 2020, PolyAI), CC BY 4.0',
    };
  },
  clinc150: async (folder) => {
    const { train, val } = await readClinc150(join(folder, 'data_full_train_val.json'));
    const labels = distinct(train.flatMap(({ intent }) => intent ?? []));
    return {
      name: 'clinc150',
      heads: { clinc150: { kind: 'single', labels } },
      train,
      validation: val,
      attribution: 'CLINC150 (Larson et al. 2019), CC BY 3.0',
    };
  },
  'multidogo-finance': async (folder) => {
    const [train, dev] = await Promise.all([readMultidogo(join(folder, 'train.tsv')), readMultidogo(join(folder, 'dev.tsv'))]);
    return {
      name: 'multidogo-finance',
      heads: {
        multidogo_intent: { kind: 'single', labels: distinct(train.utterances.flatMap(({ intent }) => intent ?? [])) },
        multidogo_slot: { kind: 'io', labels: ['O', ...slotNames(train.utterances)] },
      },
      train: train.utterances,
      validation: dev.utterances,
      attribution: 'MultiDoGO finance (Peskov et al. 2019, Amazon), CDLA-Permissive 1.0',
    };
  },
  'nlupp-banking': async (folder, seed) => {
    const rows = (await readNluppFolds(folder)).flat();
    return {
      name: 'nlupp-banking',
      heads: {
        nlupp_intent: { kind: 'multi', labels: distinct(rows.flatMap(({ intents }) => intents)) },
        nlupp_slot: bio(slotNames(rows)),
      },
      ...holdOut(rows, seed),
      attribution: 'NLU++ banking (Casanueva et al. 2022, PolyAI), CC BY 4.0',
    };
  },
};

/**
 * @param data holds a folder of each corpus's name; what is missing is left out
 * @param say told of each one that is missing
 */
export async function readCorpora(data: string | undefined, seed: number, say: (line: string) => void): Promise<Corpus[]> {
  const corpora: Corpus[] = [];
  for (const [name, read] of Object.entries(READERS)) {
    const folder = data && join(data, name);
    if (folder && existsSync(folder)) corpora.push(await read(folder, seed));
    else
      say(
        `${name} is not there${data ? ` (${join(data, name)})` : ''}: trained without it. datasets/${name}/README.md says where to get it.`,
      );
  }
  return corpora;
}

const distinct = (names: readonly string[]): string[] => [...new Set(names)].sort();
const slotNames = (rows: readonly Utterance[]) => distinct(rows.flatMap(({ slots = [] }) => slots.map(({ name }) => name)));
const bio = (slots: readonly string[]): LabelSet => ({
  kind: 'bio',
  labels: ['O', ...slots.flatMap((slot) => [`B-${slot}`, `I-${slot}`])],
});

function holdOut(rows: readonly Utterance[], seed: number): Pick<Corpus, 'train' | 'validation'> {
  const { train, validation } = stratifiedSplit(rows.map(({ intent = '' }) => intent), HELD_OUT, seed); // prettier-ignore
  const taken = (numbers: Int32Array) => Array.from(numbers, (row) => rows[row]!);
  return { train: taken(train), validation: taken(validation) };
}
