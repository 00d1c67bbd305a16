/** The two protocols: what is known, who is asked, and what counts as right. */
import { DAY_MS, dayOf, type UserHistory } from '@casebook/recommender-contract/features';
import { InvalidInputError } from '@casebook/core';
import type { Interactions } from '../data/interactions.js';
import { historiesAt, knownItems, type LabelledMoment, leaveOut, type Moment, windowAt } from '../data/moments.js';
import { type Question, questionsOf } from '../system/ask.js';

export type Split = 'temporal' | 'leave-one-out';

export interface TestSet {
  moment: LabelledMoment;
  /** What models may be fitted on. */
  fitted: Moment;
  /** Histories at the test moment. */
  histories: UserHistory[];
  questions: Question[];
  /** Whether an item was known when the models were fitted: only these are ranked. */
  allowed: (row: number) => boolean;
  /** ms; end of the test window of a temporal split. */
  until: number;
  protocol: string;
}

/** Days of the log that a temporal split needs before the test: the earliest window of the ranker and something to learn from. */
const LEAST_TRAINING_DAYS = 60;

/**
 * Train before `from`, test the `days` days from it.
 *
 * @param from ms; the last `days` whole days of the log where not given
 * @throws {InvalidInputError} `TIME_IS_ORDER`, `TOO_FEW_EVENTS` or `WINDOW_EMPTY`
 */
export function temporalTest(log: Interactions, days: number, from?: number): TestSet {
  if (!log.comparable) {
    throw new InvalidInputError(
      'TIME_IS_ORDER',
      'The timestamps are an order within each user, so there is no common time to split at: use --split leave-one-out.',
    );
  }
  const [first, last] = log.time.reduce(([least, most], time) => [Math.min(least, time), Math.max(most, time)] as [number, number], [Infinity, -Infinity] as [number, number]); // prettier-ignore
  const at = from ?? (dayOf(last) + 1 - days) * DAY_MS;
  if (at - first < LEAST_TRAINING_DAYS * DAY_MS) {
    throw new InvalidInputError(
      'TOO_FEW_EVENTS',
      `The test starts ${((at - first) / DAY_MS).toFixed(0)} days after the first event; ${LEAST_TRAINING_DAYS} days are needed: move --test-from or shorten --test-days.`,
    );
  }
  const until = at + days * DAY_MS;
  const moment = windowAt(log, at, until);
  const test = testSet(log, moment, moment);
  return {
    ...test,
    until,
    protocol: `temporal: train before ${new Date(at).toISOString().slice(0, 10)}, test ${days} days, full catalogue`,
  };
}

/** Each user's last event is the test; models are fitted without the last two. */
export function leaveOneOutTest(log: Interactions): TestSet {
  const moment = leaveOut(log, 1);
  const fitted = leaveOut(log, 2);
  return {
    ...testSet(log, moment, fitted),
    until: Infinity,
    protocol: 'leave-one-out: last event test, one before it validation, full catalogue',
  };
}

function testSet(log: Interactions, moment: LabelledMoment, fitted: Moment): Omit<TestSet, 'until' | 'protocol'> {
  const histories = historiesAt(log, moment);
  const known = knownItems(log, fitted);
  return {
    moment,
    fitted,
    histories,
    questions: questionsOf(moment.relevant.keys(), histories, moment),
    allowed: (row) => known[row] === 1,
  };
}
