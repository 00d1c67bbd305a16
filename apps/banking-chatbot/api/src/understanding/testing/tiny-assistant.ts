/** A keyword model in the form of the package, for specs: what a message means is the sum of its words' rows in a table. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INTENTS, OUT_OF_SCOPE, SLOT_TAGS, type Intent, type Slot } from '@casebook/banking-chatbot-contract';
import {
  CONTRACT_NAME,
  contractHash,
  EMBEDDING_OUTPUT,
  HEAD_OUTPUTS,
  MODEL_INPUTS,
  outOfScopeTensors,
  PACKAGE_FILES,
  PACKAGE_NAME,
} from '@casebook/banking-chatbot-contract/understanding';
import { openRegistry } from '@casebook/model-packages';
import { tinyOnnx } from '@casebook/model-packages/testing';
import { writeSafetensors } from '@casebook/safetensors';

const DIMENSION = 16;
const CONTROL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const MARKS = [...'.,!?$€£\'"-:;()[]{}<>/@#%&*+=_|\\~`^'];

/** What a word speaks for. */
const WORDS: Record<string, Intent> = {
  balance: 'check_balance',
  transactions: 'list_transactions',
  transfer: 'make_transfer',
  send: 'make_transfer',
  freeze: 'freeze_card',
  cards: 'list_cards',
  payees: 'list_payees',
  fee: 'ask_fees',
  fees: 'ask_fees',
  opening: 'ask_opening_hours',
  abroad: 'ask_card_use_abroad',
  yes: 'affirm',
  no: 'deny',
  cancel: 'cancel',
  hello: 'greet',
  thanks: 'thank',
  human: 'talk_to_human',
  person: 'talk_to_human',
  help: 'help',
  continue: 'resume',
  weather: OUT_OF_SCOPE,
  poem: OUT_OF_SCOPE,
};
const SLOT_WORDS: Record<string, Slot> = { savings: 'account', anna: 'payee', ben: 'payee', euros: 'currency', groceries: 'category' };

const vocabulary = [
  ...new Set([
    ...CONTROL,
    ...letters.flatMap((letter) => [letter, `##${letter}`]),
    ...MARKS,
    ...Object.keys(WORDS),
    ...Object.keys(SLOT_WORDS),
  ]),
];

export const tinyTokenizer = () => ({
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: CONTROL.map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })),
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: null,
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])),
  },
});

function tables() {
  const intents = new Float32Array(vocabulary.length * INTENTS.length);
  const slots = new Float32Array(vocabulary.length * SLOT_TAGS.length);
  vocabulary.forEach((piece, id) => {
    const intent = WORDS[piece];
    if (intent) intents[id * INTENTS.length + INTENTS.indexOf(intent)] = 9;
    const slot = /^\d$/.test(piece) ? 'amount' : SLOT_WORDS[piece];
    slots[id * SLOT_TAGS.length + (slot ? SLOT_TAGS.indexOf(`B-${slot}`) : 0)] = 9;
  });
  const vectors = Float32Array.from({ length: vocabulary.length * DIMENSION }, (_, i) => Math.sin((i + 1) * 12.9898));
  return { intents, slots, vectors };
}

export function tinyAssistantOnnx(): Uint8Array {
  const { intents, slots, vectors } = tables();
  const rows = vocabulary.length;
  const axis = (index: number) => ({ shape: [1], data: BigInt64Array.of(BigInt(index)) });
  return tinyOnnx({
    inputs: MODEL_INPUTS.map((name) => ({ name, shape: ['batch', 'length'], type: 'INT64' })),
    outputs: [
      { name: HEAD_OUTPUTS.intent, shape: ['batch', INTENTS.length] },
      { name: HEAD_OUTPUTS.slot, shape: ['batch', 'length', SLOT_TAGS.length] },
      { name: EMBEDDING_OUTPUT, shape: ['batch', DIMENSION] },
    ],
    constants: {
      intentTable: { shape: [rows, INTENTS.length], data: intents },
      slotTable: { shape: [rows, SLOT_TAGS.length], data: slots },
      vectorTable: { shape: [rows, DIMENSION], data: vectors },
      last: axis(-1),
      one: axis(1),
    },
    nodes: [
      { op: 'Cast', inputs: ['attention_mask'], outputs: ['mask'], integers: { to: 1 } },
      { op: 'Unsqueeze', inputs: ['mask', 'last'], outputs: ['column'] },
      { op: 'Gather', inputs: ['intentTable', 'input_ids'], outputs: ['words'] },
      { op: 'Mul', inputs: ['words', 'column'], outputs: ['seen'] },
      { op: 'ReduceSum', inputs: ['seen', 'one'], outputs: [HEAD_OUTPUTS.intent], integers: { keepdims: 0 } },
      { op: 'Gather', inputs: ['slotTable', 'input_ids'], outputs: [HEAD_OUTPUTS.slot] },
      { op: 'Gather', inputs: ['vectorTable', 'input_ids'], outputs: ['vectors'] },
      { op: 'Mul', inputs: ['vectors', 'column'], outputs: ['seenVectors'] },
      { op: 'ReduceSum', inputs: ['seenVectors', 'one'], outputs: ['sum'], integers: { keepdims: 0 } },
      { op: 'LpNormalization', inputs: ['sum'], outputs: [EMBEDDING_OUTPUT], integers: { axis: -1, p: 2 } },
    ],
  });
}

/** A registry with one package, in a folder of its own under the system's temporary folder. */
export async function tinyRegistry(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'casebook-assistant-'));
  const registry = openRegistry(root);
  const names = outOfScopeTensors('intent');
  const row = (width: number) => ({ dtype: 'F32' as const, shape: [1, width], data: new Float32Array(width).fill(0.1) });
  const { version } = await registry.publish({
    name: PACKAGE_NAME,
    version: '0.0.1',
    createdAt: '2026-01-01T00:00:00Z',
    description: 'Words that speak for intents.',
    contract: { name: CONTRACT_NAME, hash: contractHash() },
    data: { name: 'none', sha256: 'd'.repeat(64), split: { kind: 'temporal', before: '2026-01-01' }, seed: 1 },
    metrics: [{ model: 'casebook', n: 10, metrics: { accuracy: { value: 0.9, low: 0.8, high: 1 } } }],
    training: { epochs: 1 },
    licence: { spdx: 'Apache-2.0', attribution: [] },
    files: {
      [PACKAGE_FILES.model]: tinyAssistantOnnx(),
      [PACKAGE_FILES.tokenizer]: JSON.stringify(tinyTokenizer()),
      [PACKAGE_FILES.labels]: JSON.stringify({
        intent: { kind: 'single', labels: INTENTS },
        slot: { kind: 'bio', labels: SLOT_TAGS },
      }),
      [PACKAGE_FILES.calibration]: JSON.stringify({
        temperatures: {},
        labelThresholds: {},
        outOfScope: {
          intent: {
            rejectedLabel: OUT_OF_SCOPE,
            k: 1,
            parts: [{ score: 'rejected-label', mean: 0, deviation: 1, weight: 1 }],
            bias: 0,
            threshold: 0,
            falseRejectionRate: 0,
          },
        },
      }),
      [PACKAGE_FILES.outOfScope]: writeSafetensors({
        [names.factor]: row(DIMENSION),
        [names.means]: { dtype: 'F32', shape: [1, 1], data: new Float32Array(1) },
        [names.backgroundFactor]: row(DIMENSION),
        [names.backgroundMean]: { dtype: 'F32', shape: [1, 1], data: new Float32Array(1) },
        [names.neighbours]: { dtype: 'I8', shape: [1, DIMENSION], data: new Int8Array(DIMENSION).fill(31) },
      }),
      'reference.json': JSON.stringify({ formatVersion: 1, rows: 2, columns: [] }),
      'MODEL_CARD.md': '# Keywords\n',
    },
  });
  await registry.setAlias(PACKAGE_NAME, 'champion', version);
  return root;
}
