import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFacts } from '../facts.js';
import { auditLedger } from '../ledger/audit.js';
import { REFUSAL_CODES } from '../refusal.js';
import { NOW, testBank, type TestBank } from '../testing/test-bank.js';
import { bankActions, type BankActionName } from './actions.js';

let bank: TestBank;
beforeAll(async () => {
  bank = await testBank();
});
afterAll(() => bank?.close());

const eur = (minor: number) => ({ minor, currency: 'EUR' as const });

const fromAda = { sourceId: 'ada-current', to: { payeeId: 'ada-anna' }, amount: eur(1_00) };
type Attempt = [action: BankActionName, input: object, refusal: string];

/** Each action with things of Ada, tried by Ben. */
const STRANGER: Attempt[] = [
  ['transfer', fromAda, 'ACCOUNT_UNKNOWN'],
  ['transfer', { ...fromAda, sourceId: 'ben-current' }, 'PAYEE_UNKNOWN'],
  ['transfer', { ...fromAda, sourceId: 'ben-current', to: { accountId: 'ada-current' } }, 'ACCOUNT_UNKNOWN'],
  ['cancelTransfer', { transferId: 'ada-rent' }, 'TRANSFER_UNKNOWN'],
  ['topUp', { accountId: 'ada-current', amount: eur(1_00) }, 'ACCOUNT_UNKNOWN'],
  ['exchangeMoney', { sourceId: 'ada-current', targetId: 'ada-dollars', amount: eur(1_00) }, 'ACCOUNT_UNKNOWN'],
  ['exchangeMoney', { sourceId: 'ben-current', targetId: 'ada-dollars', amount: eur(1_00) }, 'ACCOUNT_UNKNOWN'],
  ['moveCard', { cardId: 'ada-debit', move: 'freeze' }, 'CARD_UNKNOWN'],
  ['replaceCard', { cardId: 'ada-debit' }, 'CARD_UNKNOWN'],
  ['setCardLimit', { cardId: 'ada-debit', limit: eur(100_00) }, 'CARD_UNKNOWN'],
  ['orderStatement', { accountId: 'ada-current', month: '2026-02' }, 'ACCOUNT_UNKNOWN'],
];

/** What each action refuses to the right customer. */
const REFUSED: [customer: string, ...Attempt][] = [
  ['ada', 'transfer', { ...fromAda, amount: eur(0) }, 'AMOUNT_NOT_POSITIVE'],
  ['ada', 'transfer', { ...fromAda, amount: eur(-1) }, 'AMOUNT_NOT_POSITIVE'],
  ['ada', 'transfer', { ...fromAda, amount: eur(0.5) }, 'AMOUNT_FRACTIONAL'],
  ['ada', 'transfer', { ...fromAda, amount: eur(NaN) }, 'AMOUNT_NOT_POSITIVE'],
  ['ada', 'transfer', { ...fromAda, amount: eur(1e300) }, 'AMOUNT_TOO_LARGE'],
  ['ada', 'transfer', { ...fromAda, amount: eur(2_500_01) }, 'INSUFFICIENT_FUNDS'],
  ['ada', 'transfer', { ...fromAda, sourceId: 'ada-savings', amount: eur(5_000_01) }, 'TRANSFER_LIMIT'],
  ['ada', 'transfer', { ...fromAda, amount: { minor: 100, currency: 'USD' } }, 'CURRENCY_MISMATCH'],
  ['ada', 'transfer', { ...fromAda, to: { accountId: 'ada-current' } }, 'SAME_ACCOUNT'],
  ['ada', 'transfer', { ...fromAda, to: { accountId: 'ada-dollars' } }, 'CURRENCY_MISMATCH'],
  ['ada', 'transfer', { ...fromAda, executeOn: '2026-03-09' }, 'DATE_PAST'],
  ['ada', 'transfer', { ...fromAda, executeOn: '2028-01-01' }, 'DATE_TOO_FAR'],
  ['ada', 'exchangeMoney', { sourceId: 'ada-current', targetId: 'ada-savings', amount: eur(1_00) }, 'CURRENCY_MISMATCH'],
  ['ada', 'topUp', { accountId: 'ada-current', amount: eur(5_000_01) }, 'TOP_UP_LIMIT'],
  ['ada', 'addPayee', { name: '<b>Eve</b>', iban: 'DE89370400440532013000' }, 'PAYEE_NAME_INVALID'],
  ['ada', 'addPayee', { name: 'Eve', iban: 'DE88370400440532013000' }, 'IBAN_INVALID'],
  ['ben', 'moveCard', { cardId: 'ben-debit', move: 'freeze' }, 'CARD_STATE'],
  ['ben', 'setCardLimit', { cardId: 'ben-debit', limit: eur(49_99) }, 'CARD_LIMIT_RANGE'],
  ['ada', 'orderStatement', { accountId: 'ada-current', month: '2026-03' }, 'STATEMENT_NOT_READY'],
  ['ada', 'orderStatement', { accountId: 'ada-current', month: '2020-01' }, 'STATEMENT_BEFORE_OPENING'],
  ['ada', 'dispute', { transactionId: 'demo:ada:opening', reason: 'x' }, 'TRANSACTION_UNKNOWN'],
];

const run = (customer: string, action: BankActionName, input: object, key?: string) =>
  bank.as(
    customer,
    (context) => (bankActions[action] as (c: typeof context, i: unknown) => Promise<unknown>)(context, input),
    key ? { key } : {},
  );

const latestPayment = async (customer: string) =>
  (await bank.as(customer, (context) => bankActions.transactions(context, { filter: { payments: true }, limit: 1 }))).items[0]!;

describe('nobody reaches what is somebody else’s', () => {
  it.each(STRANGER)('%s %j: %s', async (action, input, reason) => {
    await expect(run('ben', action, input)).rejects.toMatchObject({ reason });
  });

  it('disputes', async () => {
    const { id } = await latestPayment('ada');
    await expect(run('ben', 'dispute', { transactionId: id, reason: 'x' })).rejects.toMatchObject({ reason: 'TRANSACTION_UNKNOWN' });
  });

  it('facts, transactions and spending', async () => {
    const facts = await bank.as('ben', ({ manager }) => loadFacts(manager, 'ben', NOW));
    const seen = JSON.stringify([
      facts,
      await bank.as('ben', (context) => bankActions.transactions(context, { filter: { accountId: 'ada-current' }, limit: 50 })),
      await bank.as('ben', (context) => bankActions.spending(context, { filter: { accountId: 'ada-current' } })),
    ]);
    expect(seen).not.toMatch(/ada-current|ada-savings|4417|demo:ada/);
    expect(JSON.parse(seen)[1].count).toBe(0);
  });
});

describe('orders', () => {
  it.each(REFUSED)('%s, %s %j: %s', async (customer, action, input, reason) => {
    await expect(run(customer, action, input)).rejects.toMatchObject({ reason, code: `BANK_${reason}` });
  });

  it('repeated with their key give the same result and are carried out once', async () => {
    const input = { ...fromAda, reference: 'twice' };
    const results = [await run('ada', 'transfer', input, 'twice'), await run('ada', 'transfer', input, 'twice')];
    expect(results[1]).toEqual(results[0]);
    const [sum] = await bank.database.dataSource.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM transfers WHERE reference = 'twice'`,
    );
    expect(sum!.n).toBe(1);
    await expect(run('ada', 'transfer', { ...input, amount: eur(2_00) }, 'twice')).rejects.toMatchObject({ reason: 'KEY_REUSED' });
    await expect(run('ben', 'transfer', input, 'twice')).rejects.toMatchObject({ reason: 'KEY_REUSED' });
  });

  it('that were refused may be tried again with their key', async () => {
    const input = { accountId: 'chloe-current', amount: eur(10_00) };
    await expect(run('chloe', 'topUp', { ...input, amount: eur(9_000_00) }, 'again')).rejects.toMatchObject({ reason: 'TOP_UP_LIMIT' });
    expect(await run('chloe', 'topUp', input, 'again')).toEqual({ amount: eur(10_00), balance: eur(52_17) });
  });

  it('at once never take more than a day’s limit', async () => {
    await run('ada', 'topUp', { accountId: 'ada-savings', amount: eur(5_000_00) });
    const order = { sourceId: 'ada-savings', to: { payeeId: 'ada-tom' }, amount: eur(3_000_00) };
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => run('ada', 'transfer', order)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(2); // 8,000 a day
  });

  it('leave a ledger that balances', async () => expect(await auditLedger(bank.database.dataSource.manager)).toEqual([]));
});

it('every refusal has an answer in the chat', async () => {
  const { en } = await import('../../answers/en/index.js');
  expect(REFUSAL_CODES.filter((code) => !(`refused.${code}` in en))).toEqual([]);
});
