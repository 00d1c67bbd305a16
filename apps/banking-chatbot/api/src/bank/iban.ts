/** International bank account numbers (ISO 13616), checked with the remainder by 97 of ISO 7064. */

/** Without spaces, upper case. */
export const normaliseIban = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

/** Remainder by 97 of an IBAN with its first four characters moved to the end and letters as 10…35. */
function remainder(iban: string): number {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Whether form and check digits are right; lengths of single countries are not looked at. */
export const isIban = (iban: string): boolean => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) && remainder(iban) === 1;

/** Completes country and account number with the check digits. @example ibanOf('DE', '370400440532013000') // 'DE89370400440532013000' */
export function ibanOf(country: string, account: string): string {
  const check = 98 - remainder(`${country}00${account}`);
  return `${country}${String(check).padStart(2, '0')}${account}`;
}
