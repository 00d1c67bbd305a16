/** For whom an action is done: from the session, never from a message. */
import type { EntityManager } from 'typeorm';

export interface BankContext {
  manager: EntityManager;
  customerId: string;
  /** Idempotency key: the same key again gives the same result and does nothing. */
  key: string;
  now: Date;
}

/** The bank's clock is UTC. @returns `YYYY-MM-DD` */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** @param days may be negative */
export function addDays(day: string, days: number): string {
  const time = new Date(`${day}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() + days);
  return dayOf(time);
}

/** The `count`th Monday to Friday after `day`; the fictional bank knows no holidays. */
export function addBusinessDays(day: string, count: number): string {
  let date = day;
  for (let left = count; left > 0;) {
    date = addDays(date, 1);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return date;
}
