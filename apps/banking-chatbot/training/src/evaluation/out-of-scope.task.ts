/** `--task oos`: telling what is out of scope, by the combined score and by each part of it alone. */
import {
  argmax,
  type DetectorHead,
  OUT_OF_SCOPE_SCORES,
  outOfScopeScore,
  readDetector,
} from '@casebook/banking-chatbot-contract/understanding';
import { InvalidInputError } from '@casebook/core';
import type { EvaluationRow } from '@casebook/training';
import type { Assistant } from './assistant.js';
import { auroc, fprAt95, type Statistic, weightedMean } from './metrics.js';
import { reportRow, SYSTEM } from './report-row.js';
import type { TestSet } from './test-set.js';

interface Judged {
  outside: boolean;
  scope?: string;
  /** The intent was named right; false for what is out of scope. */
  right: boolean;
  combined: number;
  parts: Record<string, number>;
}

/** @throws {InvalidInputError} `DETECTOR_MISSING`, `TEST_ONE_SIDED` */
export async function evaluateOutOfScope(assistant: Assistant, test: TestSet, seed: number): Promise<EvaluationRow[]> {
  const head = test.heads.intent as DetectorHead;
  const config = assistant.calibration.outOfScope[head];
  if (!config) {
    throw new InvalidInputError(
      'DETECTOR_MISSING',
      `The package cannot tell what is out of scope of ${head}: use CLINC150 or the demo bank.`,
    );
  }
  const { labels } = assistant.head(head);
  const detector = readDetector(head, config, labels, assistant.tensors);
  const answers = await assistant.ask(test.utterances.map(({ text }) => text), [head]); // prettier-ignore
  const judged = answers.map(({ logits, embedding }, i): Judged => {
    const { oos = false, intent, scope } = test.utterances[i]!;
    const row = logits[head]!;
    const inScope = row.map((logit, label) => (label === detector.settings.rejected ? -Infinity : logit));
    const parts = OUT_OF_SCOPE_SCORES.map((score) => [score, outOfScopeScore(score, row, embedding, detector.settings)] as const);
    const right = !oos && labels[argmax(inScope)] === intent;
    return { outside: oos, scope, right, combined: detector.score(row, embedding), parts: Object.fromEntries(parts) };
  });
  if (!judged.some(({ outside }) => outside) || judged.every(({ outside }) => outside)) {
    throw new InvalidInputError('TEST_ONE_SIDED', 'The test file has messages of one kind only: out-of-scope detection needs both.');
  }
  return groupsOf(judged).flatMap(([mode, messages]) => rowsOf(messages, mode, detector.threshold, detector.settings.rejected, seed));
}

/** All together; and where the corpus tells them apart, each kind of out-of-scope against everything in scope. */
function groupsOf(judged: readonly Judged[]): [string, Judged[]][] {
  const kinds = [...new Set(judged.flatMap(({ scope }) => scope ?? []))].sort();
  return [
    [kinds.length > 0 ? 'oos' : 'oos (mixed)', [...judged]],
    ...kinds.map((kind): [string, Judged[]] => [`oos ${kind}`, judged.filter(({ outside, scope }) => !outside || scope === kind)]),
  ];
}

function rowsOf(messages: readonly Judged[], mode: string, threshold: number, rejected: number | undefined, seed: number): EvaluationRow[] {
  const outside = messages.map((message) => message.outside);
  const separation = (scores: number[]) => ({ auroc: auroc(scores, outside), 'fpr@95': fprAt95(scores, outside) });
  const combined = messages.map((message) => message.combined);
  const turnedAway = combined.map((score) => score >= threshold);
  const among = (chosen: (i: number) => boolean, value: (i: number) => boolean): Statistic => {
    const places = messages.flatMap((_, i) => (chosen(i) ? [i] : []));
    const mean = weightedMean(places.map((i) => Number(value(i))));
    return (weights) => mean(places.map((i) => weights[i]!));
  };
  const system = {
    ...separation(combined),
    oos_recall: among((i) => outside[i]!, (i) => turnedAway[i]!), // prettier-ignore
    oos_precision: among((i) => turnedAway[i]!, (i) => outside[i]!), // prettier-ignore
    false_rejection_rate: among((i) => !outside[i], (i) => turnedAway[i]!), // prettier-ignore
    in_scope_accuracy: among((i) => !outside[i], (i) => messages[i]!.right), // prettier-ignore
    accuracy_of_accepted: among((i) => !outside[i] && !turnedAway[i], (i) => messages[i]!.right), // prettier-ignore
    accuracy_with_oos: weightedMean(messages.map(({ outside: out, right }, i) => Number(out ? turnedAway[i] : right && !turnedAway[i]))),
  };
  const scores = OUT_OF_SCOPE_SCORES.filter((score) => score !== 'rejected-label' || rejected !== undefined);
  return [
    reportRow(SYSTEM, mode, messages.length, system, seed),
    ...scores.map((score) => reportRow(`${score} alone`, mode, messages.length, separation(messages.map(({ parts }) => parts[score]!)), seed)), // prettier-ignore
  ];
}
