/** What a customer is asked to confirm, as a slip to read before signing. */
import type { ReplyDto } from '@casebook/banking-chatbot-contract';

export interface Slip {
  /** The flow that asks. */
  flow: string;
  /** The sum, if money moves. */
  amount?: string;
  /** The rest, slot and value, in the order of a payment slip. */
  rows: [slot: string, value: string][];
}

const ORDER = [
  'to',
  'name',
  'iban',
  'transaction',
  'transfer',
  'source',
  'target',
  'account',
  'card',
  'limit',
  'date',
  'reference',
  'reason',
];

const placeOf = (slot: string) => (ORDER.includes(slot) ? ORDER.indexOf(slot) : ORDER.length);

/** The slip of a reply that asks to confirm; undefined for any other. */
export function slipOf({ kind, state: { active } }: ReplyDto): Slip | undefined {
  if (kind !== 'confirm' || !active) return undefined;
  const { amount, ...rest } = active.values;
  return {
    flow: active.flow,
    ...(amount === undefined ? {} : { amount }),
    rows: Object.entries(rest).sort(([a], [b]) => placeOf(a) - placeOf(b)),
  };
}
