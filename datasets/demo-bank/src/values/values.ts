/** Surface forms of every slot. Names and numbers of one part are never drawn in another; words of a closed class (weekdays, currencies) are. */
import { CorruptDataError } from '@casebook/core';
import type { Random } from '@casebook/data-pipelines/random';
import type { Part } from '../parts.js';
import { account, card } from './accounts.js';
import { amount, currency } from './amounts.js';
import { date, period } from './dates.js';
import { iban } from './iban.js';
import { payee } from './people.js';
import { category, merchant, ordinal, reason, reference } from './words.js';

/** A value as it stands in a sentence; `lead` is what goes before it unmarked ("on ", "in "). */
export interface Value {
  lead: string;
  text: string;
}

/** Draws a value; `variant` is the kind that the template asks for, or empty. */
export type Draw = (random: Random, part: Part, variant: string) => string | Value;

const DRAWS: Record<string, Draw> = {
  amount,
  currency,
  payee,
  iban,
  source_account: account,
  target_account: account,
  account,
  card,
  date,
  period,
  category,
  merchant,
  reference,
  reason,
  ordinal,
};

/** Every slot that a template may name. */
export const DEMO_BANK_SLOTS: readonly string[] = Object.keys(DRAWS);

/** @throws {CorruptDataError} `TEMPLATE_INVALID` where there is no such slot */
export function drawValue(name: string, variant: string, random: Random, part: Part): Value {
  const draw = DRAWS[name];
  if (!draw)
    throw new CorruptDataError('TEMPLATE_INVALID', `A template names the slot ${name}; the slots are ${DEMO_BANK_SLOTS.join(', ')}.`);
  const value = draw(random, part, variant);
  return typeof value === 'string' ? { lead: '', text: value } : value;
}
