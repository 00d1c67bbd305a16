/** Months of a customer's life as transactions: the same for the same customer, relative to the moment of seeding. */
import { createHash } from 'node:crypto';
import { addDays, dayOf } from '../context.js';
import { internalAccount } from '../ledger/internal-accounts.js';
import type { TransactionKind } from '../ledger/post.js';
import type { DemoAccount, DemoCustomer } from './demo-customers.js';
import { DEMO_MERCHANTS } from './demo-merchants.js';

/** Days before now with which a history begins. */
export const HISTORY_DAYS = 184;

export interface Movement {
  id: string;
  kind: TransactionKind;
  at: string;
  description: string;
  merchant: string | null;
  category: string | null;
  account: string;
  counterpart: string;
  minor: number;
}

/** 0 to 1, from a hash: no order of draws to keep. */
const chance = (...of: (string | number)[]): number => createHash('sha256').update(of.join('|')).digest().readUInt32BE() / 2 ** 32;

/** Share of the salary that goes to the landlord on the 1st, and into a savings plan of another bank on the 26th. */
const STANDING_ORDERS = { '01': ['Parkview Homes', 0.36], '26': ['Harvest Savings Plan', 0.28] } as const;

/** Movements of all accounts, oldest first, which make each account end at its balance and never fall below its limit. */
export function demoHistory(customer: DemoCustomer, now: Date): Movement[] {
  const today = dayOf(now);
  const [main] = customer.accounts;
  const movements: Movement[] = [];
  // Today stays empty, so that nothing lies in the future.
  for (let back = HISTORY_DAYS - 1; back >= 1; back--) {
    const day = addDays(today, -back);
    movements.push(...payments(customer, main!.id, day));
    if (day.endsWith('-25')) movements.push(credit(customer, 'salary', 'Salary, Fernhill Studios', main!, day, customer.salary));
    const order = STANDING_ORDERS[day.slice(8) as '01'];
    if (order) movements.push(standingOrder(customer, main!, day, order[0], Math.round(customer.salary * order[1])));
  }
  for (const account of customer.accounts) movements.push(...framing(customer, account, movements, today));
  return movements.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
}

function payments({ id, salary: income }: DemoCustomer, account: string, day: string): Movement[] {
  return DEMO_MERCHANTS.filter(({ name, visits }) => chance(id, name, day, 'visit') < visits / 28).map(({ name, category, from, to }) => {
    const share = (income / 3_400_00) * (from === to ? 1 : 0.4 + 0.6 * chance(id, name, day, 'price'));
    const minor = from === to ? from : Math.round(from + (to - from) * share);
    const hour = String(8 + Math.floor(12 * chance(id, name, day, 'hour'))).padStart(2, '0');
    return {
      id: `demo:${id}:${day}:${name}`,
      kind: 'card' as const,
      at: `${day}T${hour}:00:00Z`,
      description: name,
      merchant: name,
      category,
      account,
      counterpart: internalAccount('cards', 'EUR'),
      minor: -minor,
    };
  });
}

function credit(
  { id }: DemoCustomer,
  kind: 'salary' | 'top_up',
  description: string,
  account: DemoAccount,
  day: string,
  minor: number,
): Movement {
  const counterpart = internalAccount(kind === 'salary' ? 'payroll' : 'funding', account.currency);
  const key = `demo:${id}:${day}:${kind}:${account.id}`;
  return {
    id: key,
    kind,
    at: `${day}T06:00:00Z`,
    description,
    merchant: null,
    category: 'income',
    account: account.id,
    counterpart,
    minor,
  };
}

function standingOrder({ id }: DemoCustomer, account: DemoAccount, day: string, description: string, minor: number): Movement {
  return {
    id: `demo:${id}:${day}:${description}`,
    kind: 'transfer',
    at: `${day}T21:00:00Z`,
    description,
    merchant: null,
    category: null,
    account: account.id,
    counterpart: internalAccount('clearing', account.currency),
    minor: -minor,
  };
}

/** An opening deposit that carries the account through its lowest day, and what is then too much saved at the end. */
function framing(customer: DemoCustomer, account: DemoAccount, all: readonly Movement[], today: string): Movement[] {
  const own = all.filter((movement) => movement.account === account.id).sort((a, b) => (a.at < b.at ? -1 : 1));
  let [net, lowest] = [0, 0];
  for (const { minor } of own) lowest = Math.min(lowest, (net += minor));
  const deposit = Math.max(account.balance - net, -lowest);
  const rest = deposit + net - account.balance;
  const first = credit(customer, 'top_up', 'Opening deposit', account, addDays(today, -HISTORY_DAYS), deposit);
  return rest > 0 ? [first, standingOrder(customer, account, addDays(today, -1), 'Rainy Day Fund', rest)] : [first];
}
