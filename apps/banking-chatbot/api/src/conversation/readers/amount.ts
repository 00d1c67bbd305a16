import { say, type Say } from '../../answers/say.js';
import { plain, type Reader } from './reader.js';
import { parseAmount, type Amount, type AmountProblem } from './parse-amount.js';

const problem = (code: AmountProblem): Say =>
  say(
    (
      {
        unclear: 'problem.amount_unclear',
        not_positive: 'problem.amount_not_positive',
        fractional: 'problem.amount_fractional',
        too_large: 'problem.amount_too_large',
        currency_unknown: 'problem.currency_unknown',
      } as const
    )[code],
  );

/** An amount of money; the currency may be left open. */
export const amount: Reader<Amount> = {
  read({ text, marked, mentioned }) {
    if (/^(the )?same( amount| sum)?( again)?$/.test(plain(text)) && mentioned.amount) return { value: mentioned.amount as Amount };
    const parsed = parseAmount(text);
    if (typeof parsed === 'string') return { problem: problem(parsed) };
    if (parsed) return { value: parsed };
    return marked ? { problem: problem('unclear') } : null;
  },
  show: ({ minor, currency }) => (currency ? { minor, currency } : say('amount.bare', { amount: (minor / 100).toFixed(2) })),
};
