/** A story, and how its text is read. */
import { INTENTS, SLOT_NAMES, type Intent, type Slot, type SlotSpan } from '@casebook/banking-chatbot-contract';
import { InvalidInputError } from '@casebook/core';

export type Step =
  | { do: 'as'; who: string }
  | { do: 'customer'; text: string; slots: Omit<SlotSpan, 'confidence'>[]; intents: { name: Intent; confidence: number }[] }
  | { do: 'reply'; kind: string; says: string[]; saysNot: string[]; buttons: string[] }
  | { do: 'check'; what: string }
  | { do: 'wait'; minutes: number }
  | { do: 'again' };

export interface Story {
  /** Folder and file, without extension. */
  name: string;
  title: string;
  steps: (Step & { line: string })[];
}

const SURE = 0.95;

/** @throws {InvalidInputError} `STORY_INVALID` with the line */
export function parseStory(name: string, text: string): Story {
  const [first, ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  if (!first?.startsWith('# ')) throw invalid(name, first ?? '', 'begins with "# " and a title');
  return { name, title: first.slice(2), steps: lines.map((line) => ({ ...parseLine(name, line), line })) };
}

const invalid = (name: string, line: string, need: string) => new InvalidInputError('STORY_INVALID', `Story ${name}: "${line}" ${need}.`);

function parseLine(name: string, line: string): Step {
  const rest = line.slice(2).trim();
  if (line.startsWith('as ')) return { do: 'as', who: line.slice(3).trim() };
  if (line === 'again') return { do: 'again' };
  if (line.startsWith('> ')) return customer(name, line, rest);
  if (line.startsWith('< ')) return reply(rest);
  if (line.startsWith('= ')) return { do: 'check', what: rest };
  const minutes = /^\+ (\d+) minutes?$/.exec(line);
  if (minutes) return { do: 'wait', minutes: Number(minutes[1]) };
  throw invalid(name, line, 'must begin with >, <, =, +, as, or be "again"');
}

/** `send [50 euros](amount) to [Anna](payee) {make_transfer}` */
function customer(name: string, line: string, rest: string): Step {
  const [, marked, meaning] = /^(.*?)\s*\{([^{}]*)\}$/.exec(rest) ?? [];
  if (marked === undefined || meaning === undefined) throw invalid(name, line, 'needs an intent in braces at its end');
  const slots: Omit<SlotSpan, 'confidence'>[] = [];
  let text = '';
  for (const piece of marked.split(/(\[[^\]]*\]\([a-z_]+\))/)) {
    const [, words, slot] = /^\[([^\]]*)\]\(([a-z_]+)\)$/.exec(piece) ?? [];
    if (words === undefined) text += piece;
    else {
      if (!SLOT_NAMES.includes(slot as Slot)) throw invalid(name, line, `names a slot ${slot} that is none`);
      slots.push({ slot: slot as Slot, text: words, start: text.length, end: text.length + words.length });
      text += words;
    }
  }
  const intents = meaning.split('|').map((part) => {
    const [intent, confidence] = part.trim().split(' ');
    if (!INTENTS.includes(intent as Intent)) throw invalid(name, line, `names an intent ${intent} that is none`);
    return { name: intent as Intent, confidence: confidence === undefined ? SURE : Number(confidence) };
  });
  return { do: 'customer', text, slots, intents };
}

/** `confirm "€50.00" not "Tom" [Yes]` */
function reply(rest: string): Step {
  const step = { do: 'reply' as const, kind: rest.split(' ')[0]!, says: [] as string[], saysNot: [] as string[], buttons: [] as string[] };
  for (const [, not, words, button] of rest.matchAll(/(not )?"([^"]*)"|\[([^\]]*)\]/g)) {
    if (button !== undefined) step.buttons.push(button);
    else (not ? step.saysNot : step.says).push(words!);
  }
  return step;
}
