/** What is marked in a customer's text: spans, tagged by the model as BIO. Their values are read by the conversation, not by the model. */

/** Each slot with an example of its span. */
export const SLOTS = {
  amount: '50 euros',
  currency: 'dollars',
  payee: 'Anna Bergmann',
  iban: 'DE89 3704 0044 0532 0130 00',
  source_account: 'my current account',
  target_account: 'savings',
  account: 'savings account',
  card: 'the card ending in 1234',
  date: 'next Friday',
  period: 'last month',
  category: 'groceries',
  merchant: 'Northwind Books',
  reference: 'rent November',
  reason: 'it was stolen',
  ordinal: 'the second one',
} as const satisfies Record<string, string>;

export type Slot = keyof typeof SLOTS;
export const SLOT_NAMES = Object.keys(SLOTS) as Slot[];

/** Labels of the tagger, in the order of the model's output: O, then B- and I- of each slot (Ramshaw and Marcus 1995). */
export const SLOT_TAGS: readonly string[] = ['O', ...SLOT_NAMES.flatMap((slot) => [`B-${slot}`, `I-${slot}`])];
