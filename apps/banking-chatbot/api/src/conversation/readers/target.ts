import { say, type Say } from '../../answers/say.js';
import type { Target } from '../../bank/actions/transfer-target.js';
import type { Facts, Payee } from '../../bank/facts.js';
import { isIban, normaliseIban } from '../../bank/iban.js';
import { accountLabel, accountName, payeeLabel } from '../labels.js';
import { matchAccounts } from './account.js';
import { readOrdinal } from './ordinal.js';
import { oneOf, plain, type Read, type Reader } from './reader.js';

const PRONOUN = /^(to )?(him|her|them|the same( person| payee| one)?|that (person|payee|one))$/;

function matchPayees(text: string, payees: readonly Payee[]): Payee[] {
  const words = plain(text).replace(/^to /, '');
  if (words === '') return [];
  const exact = payees.filter(({ name }) => plain(name) === words);
  if (exact.length > 0) return exact;
  const tokens = words.split(' ');
  return payees.filter(({ name }) => {
    const parts = plain(name).split(' ');
    return tokens.every((token) => parts.includes(token));
  });
}

/** Somebody named within a longer message: each payee of whom a whole name part is there, those with most parts. */
function payeesWithin(text: string, payees: readonly Payee[]): Payee[] {
  const words = new Set(plain(text).split(' '));
  const hits = payees.map((payee) => ({
    payee,
    parts: plain(payee.name)
      .split(' ')
      .filter((part) => words.has(part)).length,
  }));
  const most = Math.max(0, ...hits.map(({ parts }) => parts));
  return most === 0 ? [] : hits.filter(({ parts }) => parts === most).map(({ payee }) => payee);
}

function byIban(text: string, facts: Facts): Read<Target> {
  const iban = normaliseIban(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,}$/.test(iban)) return null;
  if (!isIban(iban)) return { problem: say('problem.iban_invalid') };
  const payee = facts.payees.find((known) => known.iban === iban);
  if (payee) return { value: { payeeId: payee.id } };
  const own = facts.accounts.find((known) => known.iban === iban);
  return own ? { value: { accountId: own.id } } : { problem: unknown(text) };
}

const unknown = (text: string): Say => say('problem.payee_unknown', { name: text.slice(0, 60) });

/** Who gets money: a payee, or another account of the customer. */
export const target: Reader<Target> = {
  read({ text, marked, facts, mentioned }) {
    const iban = byIban(text, facts);
    if (iban) return iban;
    const payees = marked ? matchPayees(text, facts.payees) : payeesWithin(text, facts.payees);
    if (payees.length > 0) return oneOf(payees, ({ id }): Target => ({ payeeId: id }), payeeLabel);
    const accounts = matchAccounts(text, facts);
    if (accounts.length > 0) return oneOf(accounts, ({ id }): Target => ({ accountId: id }), accountLabel);
    if (PRONOUN.test(plain(text)) && mentioned.payee) return { value: { payeeId: mentioned.payee } };
    const { list } = mentioned;
    const place = list?.kind === 'payee' ? readOrdinal(text, list.items.length) : null;
    if (place !== null) return { value: { payeeId: list!.items[place]!.id } };
    return marked ? { problem: unknown(text) } : null;
  },
  show: (value, facts) =>
    'accountId' in value ? accountName(facts, value.accountId) : (facts.payees.find(({ id }) => id === value.payeeId)?.name ?? '?'),
};
