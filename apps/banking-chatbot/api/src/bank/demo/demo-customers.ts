/** The people of the demo: who they are, what they have, whom they pay. All are invented. */
import { ibanOf } from '../iban.js';
import type { CardStatus } from '../actions/card-states.js';
import type { Currency } from '../money.js';

export interface DemoAccount {
  id: string;
  kind: 'current' | 'savings';
  name: string;
  currency: Currency;
  /** At the moment of seeding, minor units. */
  balance: number;
  /** What the balance may fall to. */
  minimum: number;
}

export interface DemoCard {
  id: string;
  account: string;
  kind: 'debit' | 'credit';
  last4: string;
  status: CardStatus;
  /** Days from now; negative: it has arrived. */
  expectedIn: number;
}

export interface DemoTransfer {
  id: string;
  source: string;
  payee: string;
  minor: number;
  reference: string;
  /** Days from now. */
  inDays: number;
}

export interface DemoCustomer {
  id: string;
  name: string;
  /** Shown on the demo's page: the bank is fictional. */
  pin: string;
  about: string;
  /** Monthly, minor units. */
  salary: number;
  accounts: DemoAccount[];
  cards: DemoCard[];
  payees: { id: string; name: string; iban: string }[];
  scheduled: DemoTransfer[];
}

/** Bank code 99999999 belongs to nobody. */
export const larkspurIban = (account: number): string => ibanOf('DE', `99999999${String(account).padStart(10, '0')}`);
const otherIban = (account: number): string => ibanOf('DE', `88888888${String(account).padStart(10, '0')}`);

export const DEMO_CUSTOMERS: DemoCustomer[] = [
  {
    id: 'ada',
    name: 'Ada Lindqvist',
    pin: '2468',
    about: 'three accounts, two cards, a transfer that waits for its day',
    salary: 3_400_00,
    accounts: [
      { id: 'ada-current', kind: 'current', name: 'Current account', currency: 'EUR', balance: 2_500_00, minimum: 0 },
      { id: 'ada-savings', kind: 'savings', name: 'Savings account', currency: 'EUR', balance: 8_200_00, minimum: 0 },
      { id: 'ada-dollars', kind: 'current', name: 'Dollar account', currency: 'USD', balance: 640_00, minimum: 0 },
    ],
    cards: [
      { id: 'ada-debit', account: 'ada-current', kind: 'debit', last4: '4417', status: 'active', expectedIn: -300 },
      { id: 'ada-credit', account: 'ada-current', kind: 'credit', last4: '8820', status: 'active', expectedIn: -200 },
    ],
    payees: [
      { id: 'ada-anna', name: 'Anna Bergmann', iban: otherIban(1001) },
      { id: 'ada-ben', name: 'Ben Castellano', iban: larkspurIban(2001) },
      { id: 'ada-tom', name: 'Tom Okafor', iban: otherIban(1002) },
      { id: 'ada-water', name: 'Millbrook Water', iban: otherIban(1003) },
    ],
    scheduled: [{ id: 'ada-rent', source: 'ada-current', payee: 'ada-tom', minor: 120_00, reference: 'concert tickets', inDays: 6 }],
  },
  {
    id: 'ben',
    name: 'Ben Castellano',
    pin: '1357',
    about: 'one account with an overdraft, two payees called Anna, a frozen card and one in the post',
    salary: 2_700_00,
    accounts: [{ id: 'ben-current', kind: 'current', name: 'Current account', currency: 'EUR', balance: 310_40, minimum: -500_00 }],
    cards: [
      { id: 'ben-debit', account: 'ben-current', kind: 'debit', last4: '7303', status: 'frozen', expectedIn: -150 },
      { id: 'ben-credit', account: 'ben-current', kind: 'credit', last4: '5561', status: 'ordered', expectedIn: 2 },
    ],
    payees: [
      { id: 'ben-ada', name: 'Ada Lindqvist', iban: larkspurIban(1001) },
      { id: 'ben-anna-b', name: 'Anna Bergmann', iban: otherIban(1001) },
      { id: 'ben-anna-s', name: 'Anna Schmidt', iban: otherIban(1004) },
    ],
    scheduled: [],
  },
  {
    id: 'chloe',
    name: 'Chloe Marchetti',
    pin: '8642',
    about: 'new here: little money, one card, nobody to pay yet',
    salary: 1_900_00,
    accounts: [{ id: 'chloe-current', kind: 'current', name: 'Current account', currency: 'EUR', balance: 42_17, minimum: 0 }],
    cards: [{ id: 'chloe-debit', account: 'chloe-current', kind: 'debit', last4: '1290', status: 'active', expectedIn: -40 }],
    payees: [],
    scheduled: [],
  },
];
