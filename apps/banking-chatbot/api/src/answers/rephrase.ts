/** A port for a language model that may say an answer in other words, and the guard that makes it harmless. Off unless somebody plugs one in. */
export interface Rephraser {
  /** May fail, be slow, or make things up: the guard decides. */
  rephrase(text: string, locale: string, signal: AbortSignal): Promise<string>;
}

const NUMBER = /[\p{Nd}\p{Nl}\p{No}]+(?:[.,:'’\u00a0\u202f ]?\p{Nd}+)*/gu;
const CURRENCY = /[\p{Sc}%]|\b(?:EUR|USD|GBP|CHF|SEK|PLN)\b/gu;
const SPELT =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|dozen|double|twice|once|first|second|third)\b/giu;
const NEGATION =
  /\b(?:not?|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|unable|fail(?:s|ed)?|refused?|declined?|denied|deny|unless|except|hardly|in(?:valid|correct)|impossible|minus|negative)\b|n['’]t\b|(?<![\p{L}\p{N}])[-−–](?=[\p{Sc}\p{N}])/giu;
/** Words that begin with a capital where no sentence begins: names of people, shops, months, the bank. */
const NAME = /(?<![.!?:]\s*|^|\n)\b\p{Lu}[\p{L}\p{M}'’-]*/gu;
const CAPITALISED = /\b\p{Lu}[\p{L}\p{M}'’-]*/gu;

const found = (text: string, pattern: RegExp): string[] => (text.match(pattern) ?? []).map((word) => word.toLowerCase());
const count = (words: readonly string[]): string => [...words].sort().join('\n');

/** Negations by kind: a rephrasing may turn "cannot" into "can't", but neither lose nor gain one. */
const negations = (text: string): number => found(text, NEGATION).length;

/**
 * Whether a rephrasing says the same figures about the same people: numbers in their order, currencies, spelt numbers, names and negations.
 *
 * @param names that must stay as they are, besides those that the text shows by their capitals
 */
export function saysTheSame(original: string, rephrased: string, names: readonly string[] = []): boolean {
  if (rephrased.trim() === '' || rephrased.length > 2 * original.length + 100) return false;
  if (found(original, NUMBER).join('\n') !== found(rephrased, NUMBER).join('\n')) return false;
  if (found(original, CURRENCY).join('\n') !== found(rephrased, CURRENCY).join('\n')) return false;
  if (count(found(original, SPELT)) !== count(found(rephrased, SPELT))) return false;
  if (negations(original) !== negations(rephrased)) return false;
  if (names.some((name) => occurrences(original, name) !== occurrences(rephrased, name))) return false;
  const [before, after] = [new Set(found(original, CAPITALISED)), new Set(found(rephrased, CAPITALISED))];
  const keeps = found(original, NAME).every((name) => after.has(name));
  const addsNone = found(rephrased, NAME).every((name) => before.has(name) || name === 'i');
  return keeps && addsNone;
}

const occurrences = (text: string, name: string): number => text.split(name).length - 1;

/** The rephrasing where it is there in time and says the same; otherwise the text as it was. */
export async function rephraseSafely(
  rephraser: Rephraser | undefined,
  text: string,
  { locale, names = [], timeoutMs = 1_500 }: { locale: string; names?: readonly string[]; timeoutMs?: number },
): Promise<string> {
  if (!rephraser) return text;
  const signal = AbortSignal.timeout(timeoutMs);
  const late = new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve(text), { once: true }));
  try {
    const rephrased = await Promise.race([rephraser.rephrase(text, locale, signal), late]);
    return saysTheSame(text, rephrased, names) ? rephrased : text;
  } catch {
    return text;
  }
}
