/** Replaces personal data that can be recognised by its form. Names can't be: texts that may hold one are not logged, traced or used as keys at all. */

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu;
/** Country, check digits and 11 to 30 letters and digits, in groups or not (ISO 13616); a word that no digits follow is no group of it. */
const IBAN = /\b[A-Z]{2}\d{2}(?:(?:[ -](?![A-Z]+\b(?![ -]?\d)))?[A-Z\d]){11,30}(?![A-Z\d])/gi;
/** 13 to 19 digits in groups or not (ISO/IEC 7812). */
const CARD = /(?<![\d.])\d(?:[ -]?\d){12,18}(?!\d)/g;
/** With a plus or a leading 0 and at least 8 digits, in groups or not (E.164 has at most 15). */
const PHONE = /(?<![\w.])(?:\+|00|\(?0)\d{0,3}\)?(?:[ ./()-]{0,2}\d){7,14}(?!\d)/g;

export type PersonalKind = 'email' | 'iban' | 'card' | 'phone';

/**
 * The text with e-mail addresses, IBANs, card and phone numbers replaced by `[email]`, `[iban]`, `[card]`, `[phone]`. It rather masks too much:
 * a number with the length of a card number is one, whatever its check digit, since a mistyped one gives a person away as well.
 *
 * @param kinds what to replace; all of it unless told
 *
 * @example
 * maskText('pay DE89 3704 0044 0532 0130 00'); // 'pay [iban]'
 */
export function maskText(text: string, kinds: readonly PersonalKind[] = ['email', 'iban', 'card', 'phone']): string {
  const all: [PersonalKind, RegExp][] = [
    ['email', EMAIL],
    ['iban', IBAN],
    ['card', CARD],
    ['phone', PHONE],
  ];
  return all.reduce((masked, [kind, pattern]) => (kinds.includes(kind) ? masked.replace(pattern, `[${kind}]`) : masked), text);
}

/** Whether a text holds something that `maskText` would replace. */
export const looksPersonal = (text: string): boolean => maskText(text) !== text;
