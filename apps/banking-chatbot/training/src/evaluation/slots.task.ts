/** `--task slots`: spans in the text. */
import { decodeSlots, type Span, type TagScheme } from '@casebook/banking-chatbot-contract/understanding';
import type { EvaluationRow } from '@casebook/training';
import type { Assistant } from './assistant.js';
import { type Counts, microF1, precision, recall, weightedMean } from './metrics.js';
import { reportRow, SYSTEM } from './report-row.js';
import { headOf, type TestSet } from './test-set.js';

/**
 * A span is right where label, first and last character agree with a wanted one: conlleval's definition, on characters. Where the corpus
 * says inside or outside only (MultiDoGO), neighbours of one label are one span on both sides.
 */
export async function evaluateSlots(assistant: Assistant, test: TestSet, seed: number): Promise<EvaluationRow[]> {
  const head = headOf(test, 'slot');
  const { kind, labels } = assistant.head(head);
  const answers = await assistant.ask(test.utterances.map(({ text }) => text), [head]); // prettier-ignore
  const counts = answers.map(({ encoded, logits }, i) => {
    const spans = decodeSlots(encoded, logits[head]!, labels, kind as TagScheme, assistant.temperature(head));
    return countSpans(spans, (test.utterances[i]!.slots ?? []).map(({ name, start, end }) => ({ label: name, start, end }))); // prettier-ignore
  });
  const statistics = {
    slot_f1: microF1(counts),
    slot_precision: precision(counts),
    slot_recall: recall(counts),
    exact_messages: weightedMean(counts.map(({ right, given, wanted }) => Number(right === given && right === wanted))),
  };
  return [reportRow(SYSTEM, 'slots', counts.length, statistics, seed)];
}

const key = ({ label, start, end }: Span) => `${start} ${end} ${label}`;

/** Spans that agree in label, start and end. */
export function countSpans(given: readonly Span[], wanted: readonly Span[]): Counts {
  const expected = new Set(wanted.map(key));
  return { right: given.filter((span) => expected.has(key(span))).length, given: given.length, wanted: expected.size };
}
