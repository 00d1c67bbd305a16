/** How many of the stories' lines a model understands as they are annotated. */
import type { Understanding } from '@casebook/banking-chatbot-contract';
import type { Step, Story } from '../story.js';

export interface Agreement {
  /** Lines with one annotated intent, codes and buttons left out. */
  lines: number;
  /** Of them with that intent in the first place. */
  intent: number;
  /** Of them with that intent and exactly those spans. */
  whole: number;
  missed: string[];
}

type Line = Extract<Step, { do: 'customer' }>;

/** Lines that a person would say: no codes, nothing that is only a button's words, nothing deliberately unclear. */
export function* sayableLines(stories: readonly Story[]): Generator<Line> {
  for (const { steps } of stories) {
    const buttons = new Set<string>();
    for (const step of steps) {
      if (step.do === 'reply') step.buttons.forEach((button) => buttons.add(button));
      else if (step.do === 'customer' && step.intents.length === 1 && !step.text.includes('$') && !buttons.has(step.text)) yield step;
    }
  }
}

const spans = (slots: readonly { slot: string; start: number; end: number }[]): string =>
  slots
    .map(({ slot, start, end }) => `${slot}:${start}-${end}`)
    .sort()
    .join(' ');

export async function agreement(stories: readonly Story[], understand: (text: string) => Promise<Understanding>): Promise<Agreement> {
  const sum: Agreement = { lines: 0, intent: 0, whole: 0, missed: [] };
  for (const { text, intents, slots } of sayableLines(stories)) {
    const found = await understand(text);
    const outside = found.outOfScope.score >= found.outOfScope.threshold;
    const top = outside ? 'out_of_scope' : found.intents[0]!.name;
    sum.lines++;
    if (top !== intents[0]!.name) sum.missed.push(`${text}: ${top} (${found.intents[0]!.confidence.toFixed(2)}), not ${intents[0]!.name}`);
    else {
      sum.intent++;
      if (spans(found.slots) === spans(slots)) sum.whole++;
    }
  }
  return sum;
}
