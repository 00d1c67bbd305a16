import { say } from '../../answers/say.js';
import { dayOf } from '../../bank/context.js';
import type { Facts } from '../../bank/facts.js';
import { money, type Money } from '../../bank/money.js';
import { defineFlow, optional, refused, required } from '../flow.js';
import { accountName } from '../labels.js';
import { readers, type ReaderValues } from '../readers/index.js';

/** In the account's currency where none was said. */
const sum = ({ minor, currency }: ReaderValues['amount'], source: string, facts: Facts): Money =>
  money(minor, currency ?? facts.accounts.find(({ id }) => id === source)?.balance.currency ?? 'EUR');

/** The first current account in the currency that was named, or in euros; not the one that shall receive. */
function usualSource({ accounts }: Facts, values: Record<string, unknown>): string | undefined {
  const { currency = null } = (values['amount'] as ReaderValues['amount'] | undefined) ?? {};
  const to = values['to'] as ReaderValues['target'] | undefined;
  const target = to && 'accountId' in to ? to.accountId : undefined;
  const fits = accounts.filter(({ id, balance }) => id !== target && balance.currency === (currency ?? 'EUR'));
  return (fits.find(({ kind }) => kind === 'current') ?? fits[0] ?? accounts[0])?.id;
}

export const makeTransfer = defineFlow({
  intent: 'make_transfer',
  access: 'customer',
  slots: {
    to: required('target', ['payee', 'target_account', 'iban', 'ordinal'], { ask: 'make_transfer.ask.to' }),
    amount: required('amount', ['amount', 'currency'], { ask: 'make_transfer.ask.amount' }),
    source: required('account', ['source_account', 'account'], { ask: 'make_transfer.ask.source', byDefault: usualSource }),
    date: optional('date', ['date']),
    reference: optional('words', ['reference']),
  },
  check: ({ to, amount, source, date }, { facts, today }) => {
    const account = facts.accounts.find(({ id }) => id === source);
    const { minor, currency } = sum(amount, source, facts);
    if ('accountId' in to && to.accountId === source) return refused('SAME_ACCOUNT', 'to');
    if (!account || account.balance.currency !== currency) return refused('CURRENCY_MISMATCH', 'amount');
    const later = date !== undefined && date > today;
    if (!later && minor > account.available.minor) return refused('INSUFFICIENT_FUNDS', 'amount', { available: account.available });
    const { transferLimit } = facts.customer;
    if ('payeeId' in to && minor > transferLimit.minor) return refused('TRANSFER_LIMIT', 'amount', { limit: transferLimit });
    return undefined;
  },
  confirm: ({ to, amount, source, date, reference }, { facts, today }) =>
    say('make_transfer.confirm', {
      amount: sum(amount, source, facts),
      source: accountName(facts, source),
      to: readers.target.show(to, facts),
      reference: reference ? say('make_transfer.reference', { reference }) : '',
      when: date && date > today ? say('make_transfer.when', { day: { day: date } }) : '',
    }),
  stepUp: ({ to, amount, source }, { facts }) =>
    say('make_transfer.purpose', { amount: sum(amount, source, facts), to: readers.target.show(to, facts) }),
  act: ({ to, amount, source, date, reference }, { facts, now }) => ({
    action: 'transfer',
    input: { sourceId: source, to, amount: sum(amount, source, facts), reference, executeOn: date ?? dayOf(now) },
  }),
  answer: (done, { source }, { facts }) => {
    if (!done) return { say: [] };
    const { status, amount, to, executeOn, arrivesOn, balance } = done;
    return {
      say: [
        say('make_transfer.done', { status, amount, to, day: { day: executeOn }, arrives: { day: arrivesOn } }),
        ...(status === 'scheduled' ? [] : [say('make_transfer.balance', { source: accountName(facts, source), balance })]),
      ],
    };
  },
});
