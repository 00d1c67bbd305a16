/** `--task intent`: one intent a message. */
import { argmax, softmax } from '@casebook/banking-chatbot-contract/understanding';
import { InvalidInputError } from '@casebook/core';
import type { EvaluationRow } from '@casebook/training';
import type { Assistant } from './assistant.js';
import { calibrationError, weightedMean } from './metrics.js';
import { reportRow, SYSTEM } from './report-row.js';
import { headOf, type TestSet } from './test-set.js';

/** A turn that the corpus gives several intents counts as wrong: the head answers with one. */
export async function evaluateIntent(assistant: Assistant, test: TestSet, seed: number): Promise<EvaluationRow[]> {
  const head = headOf(test, 'intent');
  const { kind, labels } = assistant.head(head);
  if (kind !== 'single') throw new InvalidInputError('TASK_UNFIT', `Messages of ${test.corpus} have any number of intents: use --task multi-intent.`); // prettier-ignore
  const asked = test.utterances.filter(({ oos, intent, intents = [] }) => !oos && (intent !== undefined || intents.length > 0));
  const answers = await assistant.ask(asked.map(({ text }) => text), [head]); // prettier-ignore
  const logits = answers.map((answer) => answer.logits[head]!);
  const right = logits.map((row, i) => labels[argmax(row)] === asked[i]!.intent);
  const confidences = (temperature: number) => logits.map((row) => Math.max(...softmax(row, temperature)));
  const statistics = {
    accuracy: weightedMean(right.map(Number)),
    ece: calibrationError(confidences(assistant.temperature(head)), right),
    ece_uncalibrated: calibrationError(confidences(1), right),
  };
  return [reportRow(SYSTEM, 'intent', asked.length, statistics, seed)];
}
