/** Fills the slots of a form from a message. */
import type { SlotSpan } from '@casebook/banking-chatbot-contract';
import type { Say } from '../../answers/say.js';
import type { Choice, Form } from '../dialogue-state.js';
import type { SlotSpec } from '../flow.js';
import { flowOf } from '../flows/index.js';
import { readerOf, type ReaderValues } from '../readers/index.js';
import { readCurrency } from '../readers/parse-amount.js';
import type { Read, ReadInput } from '../readers/reader.js';
import type { Draft } from './draft.js';
import { pick } from './pick.js';

export interface Filled {
  /** Slots that got a value, or another one. */
  slots: string[];
  /** What is wrong with the value of a slot. */
  problem?: { slot: string; say: Say };
  /** Several values fit a slot. */
  choices?: { slot: string; choices: Choice[] };
}

/** Free text is whatever was said: nothing that can be recognised in a longer message. */
const isFree = (spec: SlotSpec): boolean => spec.reader === 'words' || spec.reader === 'name';

const readInput = ({ state, context }: Draft, spec: SlotSpec, text: string, marked: boolean): ReadInput => ({
  text,
  marked,
  facts: context.facts,
  today: context.today,
  mentioned: state.mentioned,
  among: spec.among?.(context.facts),
});

/** From what the model marked. Each span fills one slot. */
export function fillFromSpans(draft: Draft, form: Form): Filled {
  const filled: Filled = { slots: [] };
  const free = new Set(draft.input.understanding.slots);
  for (const [name, spec] of Object.entries(flowOf(form.flow).slots)) {
    const spans = spec.from.flatMap((slot) => [...free].filter((span) => span.slot === slot));
    for (const span of spans) {
      if (span.slot === 'currency' && spec.reader === 'amount') {
        changeCurrency(form, name, span, filled);
        continue;
      }
      const text = spec.reader === 'amount' ? withCurrency(span, draft.input.understanding.slots, draft.input.text) : span.text;
      const marked = span.slot !== 'ordinal'; // a place in a list of something else is no mistake
      if (take(form, name, readerOf(spec.reader).read(readInput(draft, spec, text, marked)), filled)) {
        free.delete(span);
        break;
      }
    }
  }
  return filled;
}

/** "50" and "dollars" beside it may be marked apart. */
function withCurrency(span: SlotSpan, spans: readonly SlotSpan[], message: string): string {
  if (readCurrency(span.text)) return span.text;
  const sign = /[-−–€$£]\s?$/.exec(message.slice(0, span.start))?.[0] ?? ''; // a sign before the span belongs to it
  const beside = spans.find(
    ({ slot, start, end }) =>
      slot === 'currency' && ((start - span.end <= 2 && start >= span.end) || (span.start - end <= 2 && end <= span.start)),
  );
  return `${sign}${span.text}${beside ? ` ${beside.text}` : ''}`;
}

function changeCurrency(form: Form, name: string, span: SlotSpan, filled: Filled): void {
  const known = form.values[name] as ReaderValues['amount'] | undefined;
  const currency = readCurrency(span.text);
  if (!known || !currency || currency === 'other' || known.currency === currency || filled.slots.includes(name)) return;
  form.values[name] = { ...known, currency };
  filled.slots.push(name);
}

/** From the whole message, for the slot that was asked for, or (`any`) for each that can recognise itself: "no, 50". */
export function fillFromText(draft: Draft, form: Form, which: string | 'any'): Filled {
  const filled: Filled = { slots: [] };
  const text = draft.input.text.replace(/^\s*(no|nope|not that|wrong|sorry|actually|i mean|i meant|rather)\b[\s,.:;–-]*(?=\S)/i, '');
  for (const [name, spec] of Object.entries(flowOf(form.flow).slots)) {
    if (which === 'any' ? isFree(spec) || spec.reader === 'currency' : name !== which) continue;
    const input = readInput(draft, spec, which === 'any' ? text : draft.input.text, false);
    if (take(form, name, readerOf(spec.reader).read(input), filled)) break;
  }
  return filled;
}

/** From what was listed to choose from: by place or by words of its label. */
export function fillFromChoices(draft: Draft, form: Form): Filled {
  const filled: Filled = { slots: [] };
  if (!form.asking || form.choices.length === 0) return filled;
  const picked = pick(draft, form.choices);
  if (picked) take(form, form.asking, { value: picked.value }, filled);
  return filled;
}

/** @returns whether the slot has its value now */
function take(form: Form, slot: string, read: Read<unknown>, filled: Filled): boolean {
  if (!read) return false;
  if ('value' in read) {
    form.values[slot] = read.value;
    filled.slots.push(slot);
    return true;
  }
  if ('choices' in read) filled.choices ??= { slot, choices: read.choices };
  else filled.problem ??= { slot, say: read.problem };
  return false;
}
