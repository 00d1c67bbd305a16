/** Simulated exchange rates: the same for everybody at the same time, and again when a conversation is replayed. */
import { createHash } from 'node:crypto';
import type { Currency, Money } from './money.js';

/** What a euro is worth around which a currency wanders, in millionths. */
const EUR_MICROS: Record<Currency, number> = {
  EUR: 1_000_000,
  USD: 1_080_000,
  GBP: 850_000,
  CHF: 950_000,
  SEK: 11_300_000,
  PLN: 4_300_000,
};

const STEP_MS = 10 * 60_000;
const MICROS = 1_000_000;

export interface Rate {
  from: Currency;
  to: Currency;
  /** Units of `to` for one unit of `from`, in millionths. */
  micros: number;
  /** Until then the rate stays. ISO 8601. */
  until: string;
}

/** −1 to 1, from a hash of the currency and the step's number. */
const noise = (currency: Currency, step: number): number =>
  createHash('sha256').update(`${currency}:${step}`).digest().readUInt32BE() / 0x7fff_ffff - 1;

/** Two waves of noise, of a day and of ten minutes: at most 1.5 % off. */
function euroMicros(currency: Currency, step: number): number {
  if (currency === 'EUR') return MICROS;
  const day = Math.floor((step * STEP_MS) / 86_400_000);
  return Math.round(EUR_MICROS[currency] * (1 + 0.01 * noise(currency, -day) + 0.005 * noise(currency, step)));
}

/** The rate of ten minutes. */
export function exchangeRate(from: Currency, to: Currency, now: Date): Rate {
  const step = Math.floor(now.getTime() / STEP_MS);
  const micros = Math.round((euroMicros(to, step) * MICROS) / euroMicros(from, step));
  return { from, to, micros, until: new Date((step + 1) * STEP_MS).toISOString() };
}

/** What `amount` buys, rounded down to the minor unit: the bank never pays out more than the rate says. */
export const exchanged = ({ minor }: Money, { to, micros }: Rate): Money => ({
  minor: Number((BigInt(minor) * BigInt(micros)) / BigInt(MICROS)),
  currency: to,
});
