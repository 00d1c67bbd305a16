/** The drift reference: how lengths, confidences and intents were distributed on the demo bank's validation part. */
import { numericColumn, type Reference } from '@casebook/model-packages';
import { argmax, type LabelSet, softmax } from '@casebook/banking-chatbot-contract/understanding';
import type { Part } from '../network/text-batches.js';
import type { Outputs } from './collect-outputs.js';

/** @param temperature of the intents */
export function referenceOf({ examples, heads }: Part, { logits }: Outputs, temperature: number): Reference {
  const { labels } = heads.intent as LabelSet;
  const probabilities = logits.intent!.map((row) => softmax(row, temperature));
  const answers = probabilities.map((row) => argmax(row));
  const counts = labels.map((_, label) => answers.filter((answer) => answer === label).length);
  return {
    formatVersion: 1,
    rows: examples.length,
    columns: [
      numericColumn('tokens', 'feature', examples.map(({ ids }) => ids.length)), // prettier-ignore
      numericColumn('confidence', 'prediction', probabilities.map((row, i) => row[answers[i]!]!)), // prettier-ignore
      { name: 'intent', role: 'prediction', kind: 'categorical', categories: [...labels], counts },
    ],
  };
}
