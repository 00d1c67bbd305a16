/** Dates moved by whole days: DA `YYYYMMDD` and DT `YYYYMMDDHHMMSS.FFFFFF&ZZXX` (PS3.5, 6.2). */

/**
 * @param value one or more values, joined by backslashes
 * @returns empty in place of what is no full date: it cannot be moved
 */
export const moveDates = (value: string, days: number): string =>
  value
    .split('\\')
    .map((one) => moveDate(one.trim(), days))
    .join('\\');

function moveDate(value: string, days: number): string {
  const [, year, month, day, rest] = /^(\d{4})\.?(\d\d)\.?(\d\d)(\d{0,6}(?:\.\d{1,6})?(?:[+-]\d{4})?)$/.exec(value) ?? [];
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (year === undefined || Number(month) > 12 || new Date(at).getUTCDate() !== Number(day)) return '';
  return `${new Date(at - days * 24 * 3600_000).toISOString().slice(0, 10).replaceAll('-', '')}${rest}`;
}
