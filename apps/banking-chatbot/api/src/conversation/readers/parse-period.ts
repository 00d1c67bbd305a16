/** Days and periods: calendar words of our own, everything else by chrono. */
import * as chrono from 'chrono-node';
import { addDays } from '../../bank/context.js';

export interface Period {
  /** First day, `YYYY-MM-DD`. */
  from: string;
  /** Day after the last. */
  to: string;
}

const day = (year: number, month: number, date = 1): string => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

const UNITS = { day: 1, week: 7, month: 30, year: 365 } as const;

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** The latest time that months from `first` on have begun. */
const latest = (month: number, year: number, first: number, count: number): Period => {
  const began = first <= month ? year : year - 1;
  return { from: day(began, first), to: day(began, first + count) };
};

function calendarWords(text: string, today: string): Period | null {
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = addDays(today, -weekday);
  const tomorrow = addDays(today, 1);
  if (/\blast month\b|\bprevious month\b/.test(text)) return { from: day(year, month - 1), to: day(year, month) };
  if (/\b(this|current) month\b/.test(text)) return { from: day(year, month), to: tomorrow };
  if (/\blast week\b/.test(text)) return { from: addDays(monday, -7), to: monday };
  if (/\bthis week\b/.test(text)) return { from: monday, to: tomorrow };
  if (/\blast year\b/.test(text)) return { from: day(year - 1, 0), to: day(year, 0) };
  if (/\bthis year\b/.test(text)) return { from: day(year, 0), to: tomorrow };
  if (/\b(last|past) weekend\b/.test(text)) return { from: addDays(monday, -2), to: monday };
  const yearAlone = /^(?:in |during )?(20\d\d)$/.exec(text.trim());
  if (yearAlone) return { from: day(Number(yearAlone[1]), 0), to: day(Number(yearAlone[1]) + 1, 0) };
  const quarter = /\bq([1-4])\b/.exec(text);
  if (quarter) return latest(month, year, 3 * (Number(quarter[1]) - 1), 3);
  const half = /\b(first|second) half of (?:the|this) year\b/.exec(text);
  if (half) return { from: day(year, half[1] === 'first' ? 0 : 6), to: day(year, half[1] === 'first' ? 6 : 12) };
  const named = MONTHS.findIndex((name) =>
    new RegExp(`^(?:in |of |during )?(?:${name.slice(0, 3)}|${name}|${name.slice(0, 4)})\\.?$`).test(text.trim()),
  );
  if (named >= 0) return latest(month, year, named, 1);
  const since = /^(since|after|from) the (\d{1,2})(?:st|nd|rd|th)$/.exec(text.trim());
  if (since) {
    const date = Number(since[2]);
    const start = day(year, date <= Number(today.slice(8)) ? month : month - 1, date);
    return { from: since[1] === 'after' ? addDays(start, 1) : start, to: tomorrow };
  }
  const back = /\b(?:last|past|previous) (?:(\d{1,3}|two|three|six) )(day|week|month|year)s?\b/.exec(text);
  if (!back) return null;
  const count = { two: 2, three: 3, six: 6 }[back[1] as 'two'] ?? Number(back[1]);
  return { from: addDays(today, -count * UNITS[back[2] as 'day']), to: tomorrow };
}

const parsed = (text: string, today: string, forward: boolean) =>
  chrono.en.GB.parse(text, { instant: new Date(`${today}T12:00:00Z`), timezone: 'UTC' }, { forwardDate: forward })[0];

const iso = (part: chrono.ParsedComponents): string => day(part.get('year')!, part.get('month')! - 1, part.get('day')!);

/**
 * A period that has been, up to today.
 *
 * @example
 * readPeriod('last month', '2026-03-10'); // { from: '2026-02-01', to: '2026-03-01' }
 */
export function readPeriod(text: string, today: string): Period | null {
  const lower = text.toLowerCase();
  const words = calendarWords(lower, today);
  if (words) return words;
  const found = parsed(lower, today, false);
  if (!found) return null;
  const from = iso(found.start);
  if (/\bsince\b|\bafter\b|\bfrom\b(?!.*\b(to|until|till)\b)/.test(lower) && !found.end)
    return past({ from, to: addDays(today, 1) }, found.start);
  if (found.end) return { from, to: addDays(iso(found.end), 1) };
  if (!found.start.isCertain('day') && !found.start.isCertain('weekday')) {
    const [year, month] = [found.start.get('year')!, found.start.get('month')! - 1];
    return past({ from: day(year, month), to: day(year, month + 1) }, found.start);
  }
  return past({ from, to: addDays(from, 1) }, found.start);

  /** A month or day without a year that lies ahead was meant a year ago. */
  function past(period: Period, start: chrono.ParsedComponents): Period {
    if (period.from <= today || start.isCertain('year')) return period;
    const earlier = (date: string) => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`;
    return { from: earlier(period.from), to: earlier(period.to) };
  }
}

/** A single day, today or later where the words leave it open. @returns `YYYY-MM-DD` */
export function readDay(text: string, today: string): string | null {
  const dayOfMonth = /^\s*(?:on )?the (\d{1,2})(?:st|nd|rd|th)\s*$/i.exec(text);
  if (dayOfMonth) {
    const date = Number(dayOfMonth[1]);
    const month = Number(today.slice(5, 7)) - (date >= Number(today.slice(8)) ? 1 : 0);
    const found = day(Number(today.slice(0, 4)), month, date);
    return Number(found.slice(8)) === date ? found : null;
  }
  const found = parsed(text, today, true);
  return found && !found.end ? iso(found.start) : null;
}
