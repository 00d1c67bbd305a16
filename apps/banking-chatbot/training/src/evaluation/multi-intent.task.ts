/** `--task multi-intent`: any number of intents a message. */
import { argmax, sigmoid } from '@casebook/banking-chatbot-contract/understanding';
import type { EvaluationRow } from '@casebook/training';
import type { Assistant } from './assistant.js';
import { type Counts, microF1, precision, recall, weightedMean } from './metrics.js';
import { reportRow, SYSTEM } from './report-row.js';
import { headOf, type TestSet } from './test-set.js';

/** Micro F1 over all labels of all messages; a head of the single kind (MultiDoGO) gives one. */
export async function evaluateMultiIntent(assistant: Assistant, test: TestSet, seed: number): Promise<EvaluationRow[]> {
  const head = headOf(test, 'intent');
  const { kind, labels } = assistant.head(head);
  const threshold = assistant.calibration.labelThresholds[head] ?? 0.5;
  const answers = await assistant.ask(test.utterances.map(({ text }) => text), [head]); // prettier-ignore
  const counts = answers.map(({ logits }, i): Counts => {
    const row = logits[head]!;
    const chosen = kind === 'multi' ? labels.filter((_, label) => sigmoid(row[label]! / assistant.temperature(head)) >= threshold) : [labels[argmax(row)]!]; // prettier-ignore
    const { intents, intent } = test.utterances[i]!;
    const wanted = new Set(intents ?? (intent === undefined ? [] : [intent]));
    return { right: chosen.filter((label) => wanted.has(label)).length, given: chosen.length, wanted: wanted.size };
  });
  const statistics = {
    intent_f1: microF1(counts),
    intent_precision: precision(counts),
    intent_recall: recall(counts),
    exact_messages: weightedMean(counts.map(({ right, given, wanted }) => Number(right === given && right === wanted))),
  };
  return [reportRow(SYSTEM, 'multi-intent', counts.length, statistics, seed)];
}
