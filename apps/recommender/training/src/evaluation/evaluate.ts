/** One evaluation: fit on the training part, score the test part beside the baselines. */
import { InvalidInputError } from '@casebook/core';
import type { Shop } from '@casebook/dataset-interactions';
import { DAY_MS } from '@casebook/recommender-contract/features';
import { beginReport, type EvaluationReport, type EvaluationRow } from '@casebook/training';
import { baselines } from '../baselines/index.js';
import { type Interactions, ORDER_YEAR_DAYS, orderSplit, toInteractions } from '../data/interactions.js';
import { historiesAt } from '../data/moments.js';
import { questionsOf } from '../system/ask.js';
import { fitLeaveOneOut, fitTemporal } from '../system/fit.js';
import type { SystemOptions } from '../system/options.js';
import type { RecommenderModel } from '../system/recommender-model.js';
import type { Reporter } from '../system/reporter.js';
import { staticColumns } from '../system/shop-state.js';
import { coldItemRows, coldUserRows } from './cold.js';
import { evaluateBaselines } from './evaluate-baselines.js';
import { evaluateModel } from './evaluate-model.js';
import { leaveOneOutTest, type Split, temporalTest, type TestSet } from './protocol.js';

export interface EvaluationRequest {
  split: Split;
  testDays: number;
  /** ms */
  testFrom?: number;
  /** Rows of the baselines too; they double the time. */
  baselines: boolean;
  options: SystemOptions;
}

export interface Evaluation {
  report: EvaluationReport;
  model: RecommenderModel;
  test: TestSet;
}

/** @throws {InvalidInputError} where the data do not allow the split */
export async function evaluate(shop: Shop, request: EvaluationRequest, reporter: Reporter): Promise<Evaluation> {
  const finishReport = await beginReport();
  const { options, split } = request;
  const { log, test } = split === 'temporal' ? splitByTime(shop, request) : splitSequences(shop);
  const { moment, fitted, questions, allowed, until } = test;
  const rows: EvaluationRow[] = [];
  if (request.baselines) {
    const models = await reporter.stage('Baselines', (onProgress) =>
      baselines(log, fitted, historiesAt(log, fitted, Infinity), options.tables.lambda, onProgress),
    );
    const whole = questionsOf(moment.relevant.keys(), historiesAt(log, moment, Infinity), moment);
    rows.push(...evaluateBaselines(models, whole, moment.relevant, log.items, allowed, options.seed));
  }
  const columns = staticColumns(shop);
  const model =
    split === 'temporal'
      ? await fitTemporal(log, columns, moment.at, options, reporter)
      : await fitLeaveOneOut(log, columns, options, reporter);
  rows.push(...evaluateModel(model, questions, moment.relevant, allowed, options.seed));
  if (split === 'temporal') {
    rows.push(
      ...coldUserRows(log, moment, until, model, options.seed),
      ...coldItemRows(log, moment, until, model, test.histories, options.seed),
    );
  }
  const data = { name: shop.name, sha256: shop.sha256 };
  return { report: finishReport({ case: 'recommender', protocol: test.protocol, seed: options.seed, data, rows }), model, test };
}

function splitByTime(shop: Shop, { testDays, testFrom }: EvaluationRequest): { log: Interactions; test: TestSet } {
  if (shop.timeKind !== 'order') {
    const log = toInteractions(shop);
    return { log, test: temporalTest(log, testDays, testFrom) };
  }
  if (testFrom !== undefined) {
    throw new InvalidInputError(
      'DATE_INVALID',
      'The timestamps are an order, not dates: leave --test-from out; --test-days counts days of a year.',
    );
  }
  const log = toInteractions(shop, false, orderSplit(shop, testDays));
  return { log, test: temporalTest(log, testDays, ORDER_YEAR_DAYS * DAY_MS) };
}

function splitSequences(shop: Shop): { log: Interactions; test: TestSet } {
  const log = toInteractions(shop, true);
  return { log, test: leaveOneOutTest(log) };
}
