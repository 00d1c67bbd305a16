/** What customers of the demo bank write, with intents and slots: train, validation and test share no template and no name. */
import { InvalidInputError } from '@casebook/core';
import { Random } from '@casebook/data-pipelines/random';
import { expand, type Segment } from './grammar/expand.js';
import { parseTemplate, type Node } from './grammar/template.js';
import { addManners } from './noise/manners.js';
import { addNoise } from './noise/noise.js';
import { deal, PARTS, type Part } from './parts.js';
import type { IntentTemplates } from './templates/intent-templates.js';
import { TEMPLATES } from './templates/all.js';

export interface DemoBankUtterance {
  text: string;
  intent: string;
  /** Spans in UTF-16 units, by start, without overlap. */
  slots: { name: string; start: number; end: number }[];
  /** Of what is out of scope: a bank's business that this bank does not offer, or nothing of a bank. */
  scope?: 'in_domain' | 'out_of_domain';
  /** The template that it was made of. */
  template: string;
}

export type DemoBank = Record<Part, DemoBankUtterance[]>;

/** Sentences a part; each intent gets its share by its weight, or as many different ones as its templates give. */
export type DemoBankSizes = Record<Part, number>;

export const DEMO_BANK_SIZES: DemoBankSizes = { train: 25_000, validation: 3_000, test: 3_000 };

/** Every intent that there are sentences of; `out_of_scope` is the last. */
export const DEMO_BANK_INTENTS: readonly string[] = [...new Set(TEMPLATES.map(({ intent }) => intent))];

interface Prepared extends IntentTemplates {
  parsed: Record<Part, { source: string; nodes: Node[] }[]>;
}

const prepared: Prepared[] = TEMPLATES.map((group) => {
  const dealt = deal(group.templates, `${group.intent} ${group.scope ?? ''}`);
  const parse = (source: string) => ({ source, nodes: parseTemplate(source) });
  return { ...group, parsed: { train: dealt.train.map(parse), validation: dealt.validation.map(parse), test: dealt.test.map(parse) } };
});

/**
 * Draws the data set. The same seed and sizes give the same sentences in the same order.
 *
 * @param seed any integer
 * @returns sentences in random order; no text is twice in the data set (upper and lower case are one)
 * @throws {InvalidInputError} `DEMO_BANK_OPTIONS_INVALID`
 *
 * @example
 * const { train } = generateDemoBank(7, { train: 1000 });
 */
export function generateDemoBank(seed: number, sizes: Partial<DemoBankSizes> = {}): DemoBank {
  const all = { ...DEMO_BANK_SIZES, ...sizes };
  for (const [name, value] of Object.entries({ seed, ...all }))
    if (!Number.isInteger(value) || (name !== 'seed' && value < 0))
      throw new InvalidInputError(
        'DEMO_BANK_OPTIONS_INVALID',
        `${name} is ${value}: give a whole number${name === 'seed' ? '' : ', 0 or more'}.`,
      );
  const seen = new Set<string>();
  const root = new Random(seed);
  const parts = PARTS.map((part, i) => [part, generatePart(part, all[part], root.fork(i), seen)] as const);
  return Object.fromEntries(parts) as DemoBank;
}

function generatePart(part: Part, size: number, random: Random, seen: Set<string>): DemoBankUtterance[] {
  const total = prepared.reduce((sum, { weight }) => sum + weight, 0);
  const utterances = prepared.flatMap((group, i) =>
    generateIntent(group, part, Math.round((size * group.weight) / total), random.fork(i), seen),
  );
  return random.shuffle(utterances);
}

/** After this many sentences in a row that were there already, the templates have given what they can. */
const PATIENCE = 200;

function generateIntent(group: Prepared, part: Part, count: number, random: Random, seen: Set<string>): DemoBankUtterance[] {
  const { intent, scope, manners } = group;
  const utterances: DemoBankUtterance[] = [];
  for (let failures = 0; utterances.length < count && failures < PATIENCE;) {
    const { source, nodes } = random.pick(group.parsed[part]);
    const plain = tidy(expand(nodes, random, part));
    const segments = addNoise(manners ? addManners(plain, random, part) : plain, random);
    const { text, slots } = join(segments);
    const key = text.toLowerCase();
    if (text === '' || seen.has(key)) failures++;
    else {
      failures = 0;
      seen.add(key);
      utterances.push({ text, intent, slots, ...(scope && { scope }), template: source });
    }
  }
  return utterances;
}

/** White space as one writes it: choices that were left empty leave none behind. */
function tidy(segments: Segment[]): Segment[] {
  let before = ' ';
  const tidied = segments.map((segment) => {
    let text = segment.text.replace(/ {2,}/g, ' ');
    if (before.endsWith(' ')) text = text.trimStart();
    if (text !== '') before = text;
    return { ...segment, text };
  });
  const last = tidied.findLastIndex(({ text }) => text.trim() !== '');
  return tidied.slice(0, last + 1).map((segment, i) => (i === last ? { ...segment, text: segment.text.trimEnd() } : segment));
}

function join(segments: Segment[]): Pick<DemoBankUtterance, 'text' | 'slots'> {
  let text = '';
  const slots: DemoBankUtterance['slots'] = [];
  for (const segment of segments) {
    if (segment.slot) slots.push({ name: segment.slot, start: text.length, end: text.length + segment.text.length });
    text += segment.text;
  }
  return { text, slots };
}
