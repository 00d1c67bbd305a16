/** Why the bank says no. Each is an expected failure: the customer is told, nothing has changed. */
import { CasebookError } from '@casebook/core';
import type { Money } from './money.js';

/** Code → HTTP status and a sentence that says what to do. The chat has its own wording, with the figures, in `answers/`. */
const REFUSALS = {
  AMOUNT_NOT_POSITIVE: [400, 'The amount must be more than zero.'],
  AMOUNT_FRACTIONAL: [400, 'The amount has a fraction of a cent: round it to two decimals.'],
  AMOUNT_TOO_LARGE: [400, 'The amount is more than one order may move: contact the bank for it.'],
  SAME_ACCOUNT: [400, 'Source and target are the same account: choose another target.'],
  CURRENCY_MISMATCH: [400, 'The amount is in another currency than the account: exchange money first.'],
  INSUFFICIENT_FUNDS: [409, 'The account does not hold enough money: choose a smaller amount or another account.'],
  TRANSFER_LIMIT: [409, 'The amount is over the limit of one transfer: choose a smaller one.'],
  DAILY_LIMIT: [409, 'The transfers of this day would be over the daily limit: choose a smaller amount or another day.'],
  TOP_UP_LIMIT: [409, 'The amount is over the limit of one top-up: choose a smaller one.'],
  DATE_PAST: [400, 'The date is in the past: choose today or a later day.'],
  DATE_TOO_FAR: [400, 'The date is more than a year away: choose an earlier one.'],
  ACCOUNT_UNKNOWN: [404, 'There is no such account of this customer.'],
  PAYEE_UNKNOWN: [404, 'There is no such payee of this customer: add it first.'],
  PAYEE_EXISTS: [409, 'A payee with this IBAN is there already.'],
  PAYEE_NAME_INVALID: [400, 'The name of a payee must have 2 to 70 letters, digits, spaces or . , - & and apostrophes.'],
  IBAN_INVALID: [400, 'The IBAN is not valid: check its digits.'],
  CARD_UNKNOWN: [404, 'There is no such card of this customer.'],
  CARD_STATE: [409, 'The state of the card does not allow this.'],
  CARD_LIMIT_RANGE: [400, 'The daily limit of a card must be from 50 to 5,000.'],
  TRANSFER_UNKNOWN: [404, 'There is no such transfer of this customer.'],
  TRANSFER_FINAL: [409, 'The transfer has arrived or was cancelled: it cannot be cancelled any more.'],
  TRANSACTION_UNKNOWN: [404, 'There is no such transaction of this customer.'],
  DISPUTE_EXISTS: [409, 'This transaction is disputed already.'],
  DISPUTE_NOT_A_PAYMENT: [409, 'Only payments by card can be disputed.'],
  DISPUTE_TOO_OLD: [409, 'A payment can be disputed within 120 days.'],
  STATEMENT_NOT_READY: [409, 'The month is not over: its statement is ready on the first day of the next.'],
  STATEMENT_BEFORE_OPENING: [409, 'The account was opened after that month.'],
  NO_ACCOUNT_IN_CURRENCY: [409, 'The customer has no account in that currency.'],
  KEY_REUSED: [409, 'The idempotency key belongs to another order: use a new key for a new order.'],
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof REFUSALS;
export const REFUSAL_CODES = Object.keys(REFUSALS) as RefusalCode[];

/** Figures for the answer, all of the customer's own. */
export type RefusalValues = Record<string, Money | string | number>;

export class BankRefusal extends CasebookError {
  constructor(
    readonly reason: RefusalCode,
    readonly values: RefusalValues = {},
  ) {
    const [status, sentence] = REFUSALS[reason];
    super(`BANK_${reason}`, sentence, { status });
  }
}
