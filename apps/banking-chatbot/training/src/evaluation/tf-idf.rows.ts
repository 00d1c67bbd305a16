/** Rows of the classical baseline, trained here on a file of the corpus's form. */
import { argmax } from '@casebook/banking-chatbot-contract/understanding';
import type { EvaluationRow } from '@casebook/training';
import { fitLinearSvm } from '../baselines/linear-svm.js';
import { fitTfIdf } from '../baselines/tf-idf.js';
import { auroc, fprAt95, weightedMean } from './metrics.js';
import { reportRow } from './report-row.js';
import type { TestSet } from './test-set.js';

const NAME = 'TF-IDF + linear SVM';

/** Accuracy on messages with one intent; for `oos` the separation by the largest margin. */
export function tfIdfRow(task: 'intent' | 'oos', train: TestSet, test: TestSet, seed: number): EvaluationRow {
  const known = train.utterances.flatMap(({ text, intent }) => (intent === undefined ? [] : [{ text, intent }]));
  const labels = [...new Set(known.map(({ intent }) => intent))].sort();
  const { size, vectorOf } = fitTfIdf(known.map(({ text }) => text));
  const marginsOf = fitLinearSvm(known.map(({ text }) => vectorOf(text)), known.map(({ intent }) => labels.indexOf(intent)), labels.length, size, seed); // prettier-ignore
  const asked = test.utterances.filter(({ oos, intent }) => intent !== undefined || (task === 'oos' && oos));
  const margins = asked.map(({ text }) => marginsOf(vectorOf(text)));
  if (task === 'intent') {
    const right = margins.map((row, i) => Number(labels[argmax(row)] === asked[i]!.intent));
    return reportRow(NAME, task, asked.length, { accuracy: weightedMean(right) }, seed);
  }
  const scores = margins.map((row) => -Math.max(...row));
  const outside = asked.map(({ oos = false }) => oos);
  return reportRow(NAME, task, asked.length, { auroc: auroc(scores, outside), 'fpr@95': fprAt95(scores, outside) }, seed);
}
