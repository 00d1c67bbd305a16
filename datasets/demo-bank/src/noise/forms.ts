/** Long and short forms of the same words. */
import type { Random } from '@casebook/data-pipelines/random';

const CONTRACTIONS: readonly (readonly [string, string])[] = [
  ["what's", 'what is'],
  ["where's", 'where is'],
  ["how's", 'how is'],
  ["it's", 'it is'],
  ["that's", 'that is'],
  ["there's", 'there is'],
  ["who's", 'who is'],
  ["I'd", 'I would'],
  ["I'm", 'I am'],
  ["I've", 'I have'],
  ["I'll", 'I will'],
  ["don't", 'do not'],
  ["doesn't", 'does not'],
  ["didn't", 'did not'],
  ["can't", 'cannot'],
  ["won't", 'will not'],
  ["isn't", 'is not'],
  ["hasn't", 'has not'],
  ["haven't", 'have not'],
  ["wasn't", 'was not'],
  ["let's", 'let us'],
];

const replaceWord = (text: string, from: string, to: string) =>
  text.replace(new RegExp(`(?<![\\p{L}'])${from}(?![\\p{L}'])`, 'giu'), (found) =>
    found[0] === found[0]!.toUpperCase() ? to.charAt(0).toUpperCase() + to.slice(1) : to,
  );

/** what's → what is */
export const expandContractions = (text: string) => CONTRACTIONS.reduce((done, [short, long]) => replaceWord(done, short, long), text);

/** what is → what's; not "I have", which may go on with "to pay" */
export const contract = (text: string) =>
  CONTRACTIONS.filter(([, long]) => long !== 'I have').reduce((done, [short, long]) => replaceWord(done, long, short), text);

const SMS: Record<string, string[]> = {
  please: ['pls', 'plz'],
  thanks: ['thx', 'ty'],
  you: ['u'],
  your: ['ur'],
  are: ['r'],
  account: ['acct', 'acc', 'a/c'],
  transfer: ['trf', 'transfr'],
  transaction: ['txn', 'trans'],
  transactions: ['txns'],
  tomorrow: ['tmrw', '2moro'],
  to: ['2'],
  for: ['4'],
  because: ['cos', 'bc'],
  "don't": ['dont', 'dnt'],
  know: ['kno'],
  'want to': ['wanna'],
  'going to': ['gonna'],
  message: ['msg'],
  statement: ['stmt'],
  balance: ['bal'],
  password: ['pw'],
  number: ['no', 'num'],
  with: ['w/'],
  and: ['&', 'n'],
  okay: ['k'],
};

/** Some of the short forms of text messages; "to" and "for" become digits seldom, or amounts could not be told. */
export function smsForms(text: string, random: Random): string {
  return Object.entries(SMS).reduce(
    (done, [word, forms]) =>
      random.chance(word === 'to' || word === 'for' ? 0.1 : 0.6) ? replaceWord(done, word, random.pick(forms)) : done,
    text,
  );
}
