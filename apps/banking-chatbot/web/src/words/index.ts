/** The language of the page: the first of the browser's that there is a catalogue for. */
import { en, type Words } from './en.js';

/** A language is added here and nowhere else. */
const CATALOGUES: Record<string, Words> = { en };

/**
 * The best language for a person.
 *
 * @param wanted BCP 47 tags, the favourite first, as in `navigator.languages`
 */
export function chooseLanguage(wanted: readonly string[], available = Object.keys(CATALOGUES)): string {
  const languages = wanted.map((tag) => tag.toLowerCase().split('-')[0]!);
  return languages.find((language) => available.includes(language)) ?? 'en';
}

export const language = chooseLanguage(globalThis.navigator?.languages ?? []);
export const words: Words = CATALOGUES[language]!;

const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The time of day, as on a phone: `17:05`. */
export const clockTime = (at: Date) => clock.format(at);
