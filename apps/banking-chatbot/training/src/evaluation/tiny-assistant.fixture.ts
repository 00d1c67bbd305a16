/** A model package whose network sees in a word whether it is about cards, transfers or the weather; for specs. */
import {
  CONTRACT_NAME,
  contractHash,
  type Head,
  HEAD_OUTPUTS,
  type LabelsFile,
  MODEL_INPUTS,
  PACKAGE_FILES,
  PACKAGE_NAME,
} from '@casebook/banking-chatbot-contract/understanding';
import { writePackage } from '@casebook/model-packages';
import { OnnxGraph } from '@casebook/onnx-export';
import { calibrationFiles, fitCalibration } from '../calibration/fit-calibration.js';
import type { DetectorData } from '../calibration/fit-detector.js';
import { Assistant } from './assistant.js';

const CONTROL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
/** Words about cards, transfers, the weather, and names. */
export const TOPICS = [['card', 'lost', 'stolen'], ['transfer', 'send', 'money'], ['rain', 'sunny', 'wind'], ['anna', 'bob']] as const; // prettier-ignore
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789$.,?!'].flatMap((letter) => [letter, `##${letter}`]);
const vocabulary = [...CONTROL, ...LETTERS, ...TOPICS.flat(), 'to', 'my', 'checking', 'savings', 'account', 'name'];

export const tinyTokenizer = {
  added_tokens: CONTROL.map((content, id) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true })), // prettier-ignore
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: null,
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: Object.fromEntries(vocabulary.map((piece, id) => [piece, id])) }, // prettier-ignore
};

const SINGLE = { kind: 'single', labels: ['card_lost', 'transfer'] } as const;
const TAGS = ['O', 'B-payee', 'I-payee'];
export const tinyLabels = {
  intent: { kind: 'single', labels: ['report_lost_card', 'make_transfer', 'out_of_scope'] },
  slot: { kind: 'bio', labels: TAGS },
  banking77: { ...SINGLE, labels: [...SINGLE.labels] },
  clinc150: { ...SINGLE, labels: [...SINGLE.labels] },
  multidogo_intent: { ...SINGLE, labels: [...SINGLE.labels] },
  multidogo_slot: { kind: 'io', labels: ['O', 'payee'] },
  nlupp_intent: { kind: 'multi', labels: ['card', 'transfer'] },
  nlupp_slot: { kind: 'bio', labels: TAGS },
} satisfies LabelsFile;

const DIMENSION = 5;

/** A topic word is its topic's axis; every word has a little of the last axis, so that no vector is zero. */
const table = () => {
  const values = new Float32Array(vocabulary.length * DIMENSION);
  vocabulary.forEach((word, id) => {
    const topic = TOPICS.findIndex((words) => (words as readonly string[]).includes(word));
    if (topic >= 0) values[id * DIMENSION + topic] = 1;
    values[id * DIMENSION + 4] = 0.1;
  });
  return values;
};

/** logits = 6 · mean over the words of the axis of the label's number, tags = whether the word is a name. */
function tinyModel(): Uint8Array {
  const graph = new OnnxGraph('tiny_assistant');
  const [ids, mask] = MODEL_INPUTS.map((name) => graph.input(name, 'int64', ['batch', 'length']));
  const words = graph.node('Gather', [graph.constant(table(), [vocabulary.length, DIMENSION]), ids!]);
  const weights = graph.node('Unsqueeze', [graph.cast(mask!, 'float32'), graph.integers([-1])]);
  const sum = graph.node('ReduceSum', [graph.node('Mul', [words, weights]), graph.integers([1])], { keepdims: 0 });
  const embedding = graph.node('LpNormalization', [sum], { axis: -1, p: 2 });
  graph.output(embedding, 'embedding', 'float32', ['batch', DIMENSION]);
  for (const [head, output] of Object.entries(HEAD_OUTPUTS)) {
    const { kind, labels } = tinyLabels[head as Head];
    const tagger = kind === 'bio' || kind === 'io';
    const axes = tagger ? [4, 3, -1] : [0, 1, 2];
    const kernel = Float32Array.from({ length: DIMENSION * labels.length }, (_, at) => (axes[at % labels.length] === Math.floor(at / labels.length) ? 6 : 0)); // prettier-ignore
    const logits = graph.node('MatMul', [tagger ? words : embedding, graph.constant(kernel, [DIMENSION, labels.length])]);
    graph.output(logits, output, 'float32', tagger ? ['batch', 'length', labels.length] : ['batch', labels.length]);
  }
  return graph.toBytes();
}

const IN_SCOPE = ['card lost', 'my card stolen', 'lost my card', 'send money', 'transfer money', 'send to anna'];
const OUTSIDE = ['rain', 'sunny', 'wind rain', 'my rain'];

async function detectorData(assistant: Assistant, head: 'intent' | 'clinc150', rejectedLabel?: string): Promise<DetectorData> {
  const answers = await assistant.ask([...IN_SCOPE, ...OUTSIDE], [head]);
  const train = answers.slice(0, IN_SCOPE.length);
  return {
    labels: assistant.head(head).labels,
    rejectedLabel,
    train: { data: Float32Array.from(train.flatMap(({ embedding }) => [...embedding])), dimension: DIMENSION, targets: train.map((_, i) => Number(i >= 3)) }, // prettier-ignore
    validation: answers.map(({ logits, embedding }, i) => ({ logits: logits[head]!, embedding, outOfScope: i >= IN_SCOPE.length })),
    falseRejectionRate: 0.05,
    seed: 1,
  };
}

/** Writes the package. */
export async function writeTinyAssistant(dir: string): Promise<void> {
  const model = tinyModel();
  const assistant = await Assistant.create({ model, tokenizer: tinyTokenizer, labels: tinyLabels });
  const detectors = {
    intent: await detectorData(assistant, 'intent', 'out_of_scope'),
    clinc150: await detectorData(assistant, 'clinc150'),
  };
  await assistant.release();
  await writePackage(dir, {
    name: PACKAGE_NAME,
    version: '1.0.0',
    createdAt: '2026-01-01T00:00:00Z',
    description: 'Tiny.',
    contract: { name: CONTRACT_NAME, hash: contractHash() },
    data: { name: 'none', sha256: 'd'.repeat(64), split: { kind: 'none' }, seed: 1 },
    metrics: [],
    training: {},
    licence: { spdx: 'Apache-2.0', attribution: [] },
    files: {
      [PACKAGE_FILES.model]: model,
      [PACKAGE_FILES.tokenizer]: JSON.stringify(tinyTokenizer),
      [PACKAGE_FILES.labels]: JSON.stringify(tinyLabels),
      ...calibrationFiles(fitCalibration(tinyLabels, {}, detectors)),
      'reference.json': JSON.stringify({ formatVersion: 1, rows: 2, columns: [] }),
      'MODEL_CARD.md': '# Tiny\n',
    },
  });
}
