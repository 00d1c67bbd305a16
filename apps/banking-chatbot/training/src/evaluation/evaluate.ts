/** One evaluation of a package on one test file. */
import { beginReport, type EvaluationReport } from '@casebook/training';
import { readTestSet } from './test-set.js';
import { openAssistant } from './assistant.js';
import { evaluateDialogues } from './dialogue.task.js';
import { evaluateIntent } from './intent.task.js';
import { evaluateMultiIntent } from './multi-intent.task.js';
import { evaluateOutOfScope } from './out-of-scope.task.js';
import { evaluateSlots } from './slots.task.js';
import { tfIdfRow } from './tf-idf.rows.js';

export const TASKS = ['intent', 'oos', 'slots', 'multi-intent', 'dialogue'] as const;
export type Task = (typeof TASKS)[number];

export interface EvaluationRequest {
  task: Task;
  /** Test file. */
  test: string;
  /** Folder of the model package. */
  package: string;
  /** Training file of the same form, for the TF-IDF baseline of `intent` and `oos`. */
  train?: string;
  /** SGD schema file; found beside the test file unless told. */
  schema?: string;
  /** Of the bootstrap. */
  seed: number;
}

const SENTENCE_TASKS = {
  intent: evaluateIntent,
  oos: evaluateOutOfScope,
  slots: evaluateSlots,
  'multi-intent': evaluateMultiIntent,
};

/** @throws as `openAssistant`, `readTestSet`, and each task where the file does not fit it */
export async function evaluate(request: EvaluationRequest): Promise<EvaluationReport> {
  const finishReport = await beginReport();
  const assistant = await openAssistant(request.package);
  const { task, seed } = request;
  try {
    if (task === 'dialogue') {
      const { rows, data, protocol } = await evaluateDialogues(assistant, request.test, request.schema, seed);
      return finishReport({ case: 'banking-chatbot', protocol, seed, data, rows });
    }
    const test = await readTestSet(request.test);
    const rows = await SENTENCE_TASKS[task](assistant, test, seed);
    if (request.train && (task === 'intent' || task === 'oos'))
      rows.push(tfIdfRow(task, await readTestSet(request.train, 'train'), test, seed));
    return finishReport({
      case: 'banking-chatbot',
      protocol: `${task} on ${test.corpus}: ${test.part}; nothing is fitted on the file; intervals: 1,000 bootstrap samples of messages`,
      seed,
      data: { name: test.corpus, sha256: test.sha256 },
      rows,
    });
  } finally {
    await assistant.release();
  }
}
