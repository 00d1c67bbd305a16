import { say } from '../../answers/say.js';
import { addDays } from '../../bank/context.js';
import { readDay, readPeriod, type Period } from './parse-period.js';
import type { Reader } from './reader.js';

/** A day on which something shall happen. */
export const date: Reader<string> = {
  read({ text, marked, today }) {
    const day = readDay(text, today);
    if (!day) return marked ? { problem: say('problem.date_unclear') } : null;
    return day < today ? { problem: say('problem.date_past') } : { value: day };
  },
  show: (day) => ({ day }),
};

/** A time that has been. */
export const period: Reader<Period> = {
  read({ text, marked, today }) {
    const found = readPeriod(text, today);
    if (!found) return marked ? { problem: say('problem.date_unclear') } : null;
    return { value: found };
  },
  show: ({ from, to }) => {
    const last = addDays(to, -1);
    return last === from ? { day: from } : say('period.days', { from: { day: from }, to: { day: last } });
  },
};

/** A calendar month, `YYYY-MM`. */
export const month: Reader<string> = {
  read({ text, marked, today }) {
    const found = readPeriod(text, today);
    if (!found) return marked ? { problem: say('problem.date_unclear') } : null;
    return { value: found.from.slice(0, 7) };
  },
  show: (value) => ({ month: value }),
};
