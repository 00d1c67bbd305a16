import { say } from '../../answers/say.js';
import type { Account, Facts } from '../../bank/facts.js';
import { normaliseIban } from '../../bank/iban.js';
import { accountLabel, accountName } from '../labels.js';
import { readCurrency } from './parse-amount.js';
import { readOrdinal } from './ordinal.js';
import { oneOf, plain, type Reader } from './reader.js';

const CURRENT = /\b(current|checking|main|giro|everyday|debit)\b/;
const SAVINGS = /\b(savings?|deposit)\b/;
const ANY = /^(my |the |an? |that |this )?(bank )?accounts?$/;
const SAME = /\b(same|that|this) (account|one)\b|^(the )?same$|^it$/;

/** Accounts that the words fit: by kind, currency, name, or the end of the IBAN. */
export function matchAccounts(text: string, { accounts }: Facts): Account[] {
  const words = plain(text);
  const digits = normaliseIban(text).match(/\d{4,}/)?.[0];
  const byIban = digits ? accounts.filter(({ iban }) => iban.endsWith(digits) || normaliseIban(text) === iban) : [];
  if (byIban.length > 0) return byIban;
  const byName = accounts.filter(({ name }) => words.includes(plain(name)));
  if (byName.length > 0) return byName;
  const currency = readCurrency(text);
  const byCurrency = currency ? accounts.filter(({ balance }) => balance.currency === currency) : accounts;
  if (SAVINGS.test(words)) return byCurrency.filter(({ kind }) => kind === 'savings');
  if (CURRENT.test(words)) return preferEuro(byCurrency.filter(({ kind }) => kind === 'current'));
  return currency ? byCurrency : [];
}

/** "My current account" is the one in euros where there is a foreign one beside it. */
const preferEuro = (accounts: Account[]): Account[] => {
  const euro = accounts.filter(({ balance }) => balance.currency === 'EUR');
  return euro.length > 0 ? euro : accounts;
};

/** One of the customer's accounts. */
export const account: Reader<string> = {
  read({ text, marked, facts, mentioned }) {
    const found = matchAccounts(text, facts);
    if (found.length > 0) return oneOf(found, ({ id }) => id, accountLabel);
    if (SAME.test(plain(text)) && mentioned.account) return { value: mentioned.account };
    const { list } = mentioned;
    const place = list?.kind === 'account' ? readOrdinal(text, list.items.length) : null;
    if (place !== null) return { value: list!.items[place]!.id };
    if (facts.accounts.length === 1 && ANY.test(plain(text))) return { value: facts.accounts[0]!.id };
    // "my account" names none of several: that is no mistake
    return marked && !ANY.test(plain(text)) ? { problem: say('problem.account_unknown') } : null;
  },
  show: (id, facts) => accountName(facts, id),
};
