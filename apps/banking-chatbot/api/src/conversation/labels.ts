/** How accounts, cards and the like are called in a sentence. */
import { say, type Say } from '../answers/say.js';
import type { FoundTransaction } from '../bank/actions/transactions.js';
import type { Account, Card, Facts, Payee, TransferFact } from '../bank/facts.js';

export const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

export const accountLabel = (account: Account): Say => say('line.text', { text: lower(account.name) });
export const accountLine = ({ name, balance }: Account): Say => say('line.account', { name, balance });
export const cardLabel = ({ kind, last4 }: Pick<Card, 'kind' | 'last4'>): Say => say('card.name', { kind, last4 });
export const payeeLabel = ({ name }: Payee): Say => say('line.text', { text: name });
export const transferLabel = ({ amount, to, status, executeOn }: TransferFact): Say =>
  say('transfer.line', { amount, to, status, day: { day: executeOn } });
export const transactionLabel = ({ on, description, amount }: FoundTransaction): Say =>
  say('line.transaction', { day: { day: on }, description, amount });

export const accountName = (facts: Facts, id: string): string =>
  lower(facts.accounts.find((account) => account.id === id)?.name ?? 'account');
export const cardName = (facts: Facts, id: string): Say =>
  cardLabel(facts.cards.find((card) => card.id === id) ?? { kind: 'debit', last4: '????' });

/** "Groceries": the bank's categories are written in lower case. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** At the beginning of a line. */
export const capitalSay = ({ kind, last4 }: Pick<Card, 'kind' | 'last4'>): Say => say('card.line_name', { kind, last4 });
