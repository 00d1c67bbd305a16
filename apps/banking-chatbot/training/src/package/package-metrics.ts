/** How well the served file does on the validation parts, with 95 % intervals; test files are measured by `evaluate`. */
import { argmax, type Head, type LabelSet, softmax } from '@casebook/banking-chatbot-contract/understanding';
import type { MetricsRow } from '@casebook/model-packages';
import { bootstrapMean } from '@casebook/training';
import type { Part } from '../network/text-batches.js';
import type { CalibratedPackage } from './calibrate-package.js';

/** One row for each head of classes: accuracy in scope, and mean confidence, which calibration brings close to it. */
export function packageMetrics(parts: readonly Part[], { calibration, validation }: CalibratedPackage): MetricsRow[] {
  return parts.flatMap(({ heads, examples }, i) =>
    (Object.entries(heads) as [Head, LabelSet][]).flatMap(([head, { kind }]): MetricsRow[] => {
      if (kind !== 'single') return [];
      const temperature = calibration.temperatures[head] ?? 1;
      const rows = examples.flatMap(({ targets }, row) => ((targets[head] as number) >= 0 ? [row] : []));
      const answers = rows.map((row) => {
        const probabilities = softmax(validation[i]!.logits[head]![row]!, temperature);
        const answer = argmax(probabilities);
        return { right: Number(answer === examples[row]!.targets[head]), confidence: probabilities[answer]! };
      });
      const mean = (values: number[]) => bootstrapMean(values, { seed: 1 });
      const metrics = { accuracy: mean(answers.map(({ right }) => right)), confidence: mean(answers.map(({ confidence }) => confidence)) };
      return [{ model: 'casebook', mode: head, n: rows.length, metrics }];
    }),
  );
}
