/** For specs: an encoder of random weights under Hugging Face's names, the generator's sentences, and a few of other corpora. */
import { createRandom, type FloatTensor } from '@casebook/training';
import type { Corpus } from '../corpora/corpus.js';
import { demoBankCorpus } from '../corpora/demo-bank-corpus.js';
import type { BaseWeights } from '../encoder/read-base-encoder.js';
import { tinyTokenizer } from '../evaluation/tiny-assistant.fixture.js';
import type { Lesson } from '../network/lesson.js';
import { type Choices, defaultChoices } from './choices.js';

const control = (content: '[CLS]' | '[SEP]') => ({ id: content, ids: [tinyTokenizer.model.vocab[content]!], tokens: [content] });
const tokenizer = {
  ...tinyTokenizer,
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: { '[CLS]': control('[CLS]'), '[SEP]': control('[SEP]') },
  },
};

const size = {
  vocabulary: Object.keys(tinyTokenizer.model.vocab).length,
  hidden: 16,
  layers: 4,
  heads: 2,
  feedForward: 32,
  maxPositions: 160,
  tokenTypes: 2,
};

export function tinyBase(): BaseWeights {
  const random = createRandom(5);
  const normal = (...shape: number[]): FloatTensor => ({ shape, data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => 0.15 * random.normal()) }); // prettier-ignore
  const tensors = new Map<string, FloatTensor>();
  const linear = (name: string, inputs: number, outputs: number) => tensors.set(`${name}.weight`, normal(outputs, inputs)).set(`${name}.bias`, normal(outputs)); // prettier-ignore
  const norm = (name: string) => {
    const { shape, data } = normal(size.hidden);
    tensors
      .set(`${name}.LayerNorm.weight`, { shape, data: data.map((value) => 1 + value) })
      .set(`${name}.LayerNorm.bias`, normal(size.hidden));
  };
  const tables = { word: size.vocabulary, position: size.maxPositions, token_type: size.tokenTypes };
  for (const [name, rows] of Object.entries(tables)) tensors.set(`embeddings.${name}_embeddings.weight`, normal(rows, size.hidden));
  norm('embeddings');
  for (let layer = 0; layer < size.layers; layer++) {
    const block = `encoder.layer.${layer}`;
    for (const part of ['query', 'key', 'value']) linear(`${block}.attention.self.${part}`, size.hidden, size.hidden);
    linear(`${block}.attention.output.dense`, size.hidden, size.hidden);
    norm(`${block}.attention.output`);
    linear(`${block}.intermediate.dense`, size.hidden, size.feedForward);
    linear(`${block}.output.dense`, size.feedForward, size.hidden);
    norm(`${block}.output`);
  }
  return { name: 'bge-small-en-v1.5', tensors, tokenizer, size };
}

const sentence = (words: readonly string[], i: number) => `${words[i % words.length]} ${words[(3 * i + 1) % words.length]} ${i}`;

/** The demo bank, one of classes with out-of-scope texts, one of several labels. */
export function tinyCorpora(): Corpus[] {
  const clinc = Array.from(
    { length: 40 },
    (_, i) =>
    i % 5 === 4 ? { text: sentence(['rain', 'sunny', 'wind'], i), oos: true } : i % 2 ? { text: sentence(['card', 'lost'], i), intent: 'card' } : { text: sentence(['send', 'money'], i), intent: 'send' }, // prettier-ignore
  );
  const nlupp = Array.from({ length: 16 }, (_, i) => ({ text: `anna ${sentence(['card', 'money', 'savings'], i)}`, intents: i % 3 ? ['card'] : ['card', 'money'], slots: [{ name: 'person', start: 0, end: 4 }] })); // prettier-ignore
  const split = <T>(rows: T[]) => ({ train: rows.slice(0, rows.length / 2), validation: rows.slice(rows.length / 2) });
  return [
    demoBankCorpus(1, 200),
    { name: 'clinc150', heads: { clinc150: { kind: 'single', labels: ['card', 'send'] } }, ...split(clinc), attribution: 'of a spec' },
    {
      name: 'nlupp-banking',
      heads: {
        nlupp_intent: { kind: 'multi', labels: ['card', 'money'] },
        nlupp_slot: { kind: 'bio', labels: ['O', 'B-person', 'I-person'] },
      },
      ...split(nlupp),
      attribution: 'of a spec',
    },
  ];
}

export function tinyChoices(): Choices {
  const choices = defaultChoices(1);
  const short = (lesson: Lesson): Lesson => ({ ...lesson, epochs: 1, batchSize: 32, learningRate: 2e-3, averageDecay: 0.5 });
  return {
    ...choices,
    shares: { ...choices.shares, 'demo-bank': 0.5 },
    watched: 20,
    heads: { ...choices.heads, epochs: 2 },
    teacher: { ...short(choices.teacher), frozenLayers: 1 },
    student: { ...choices.student, layers: [2, 4], vocabulary: size.vocabulary - 10, lesson: short(choices.student.lesson) },
    pruned: { units: 0.25, lesson: short(choices.pruned.lesson) },
  };
}
