import { say } from '../../answers/say.js';
import { addDays } from '../../bank/context.js';
import { filterSlots, filterWords, toFilter } from '../filter-words.js';
import { defineFlow } from '../flow.js';
import { capital } from '../labels.js';

const CATEGORIES_SHOWN = 3;

export const spendingSummary = defineFlow({
  intent: 'spending_summary',
  access: 'customer',
  slots: filterSlots,
  act: (values, { today }) => ({ action: 'spending', input: { filter: toFilter(withPeriod(values, today)) } }),
  answer: (found, values, { facts, today }) => {
    const asked = withPeriod(values, today);
    const what = filterWords(asked, facts);
    if (!found || found.totals.length === 0) return { say: [say('spending.none', { what })] };
    const detailed = !values.category && !values.merchant && found.categories.length > 1;
    const top = found.categories.slice(0, CATEGORIES_SHOWN);
    const lines = top.map(({ category, amount }) => say('spending.category', { category: capital(category), amount }));
    return {
      say: [
        ...found.totals.map(({ amount, count }) => say('spending.total', { amount, count, what })),
        ...(detailed ? [say('spending.categories', { categories: { list: lines } })] : []),
      ],
    };
  },
});

/** This month where no time was named. */
const withPeriod = <V extends { period: { from: string; to: string } | undefined }>(values: V, today: string): V => ({
  ...values,
  period: values.period ?? { from: `${today.slice(0, 7)}-01`, to: addDays(today, 1) },
});
