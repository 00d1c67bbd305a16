/** What transactions were looked for, in words: " for groceries from 1 February 2026 to 28 February 2026". */
import { say, type Say } from '../answers/say.js';
import type { TransactionFilter } from '../bank/actions/transactions.js';
import type { Facts } from '../bank/facts.js';
import { optional } from './flow.js';
import { accountName } from './labels.js';
import { readers, type ReaderValues } from './readers/index.js';

/** What narrows a search in transactions. */
export const filterSlots = {
  account: optional('account', ['account', 'source_account']),
  period: optional('period', ['period', 'date']),
  category: optional('category', ['category']),
  merchant: optional('words', ['merchant', 'payee']),
};

export interface FilterValues {
  account: string | undefined;
  period: ReaderValues['period'] | undefined;
  category: string | undefined;
  merchant: string | undefined;
  amount?: ReaderValues['amount'] | undefined;
}

export const toFilter = ({ account, period, category, merchant, amount }: FilterValues): TransactionFilter => ({
  accountId: account,
  from: period?.from,
  to: period?.to,
  category,
  merchant,
  minor: amount?.minor,
});

export function filterWords({ account, period, category, merchant, amount }: FilterValues, facts: Facts): Say {
  const parts: Say[] = [
    ...(category ? [say('filter.category', { category })] : []),
    ...(merchant ? [say('filter.merchant', { merchant })] : []),
    ...(amount ? [say('filter.amount', { amount: readers.amount.show(amount, facts) })] : []),
    ...(account ? [say('filter.account', { account: accountName(facts, account) })] : []),
    ...(period ? [say('filter.period', { period: readers.period.show(period, facts) })] : []),
  ];
  return say('line.joined', { parts: { list: parts, join: '' } });
}
