/** Names that customers give to their accounts and cards; determiners belong to the value. */
import type { Random } from '@casebook/data-pipelines/random';
import { drawOwn, type Part } from '../parts.js';

const KINDS = [
  'savings',
  'current',
  'checking',
  'joint',
  'main',
  'business',
  'euro',
  'dollar',
  'everyday',
  'holiday',
  'emergency',
  'student',
];
const SHARES = [7, 7, 2, 2.5, 1.5, 1.2, 1.2, 1, 0.8, 0.8, 0.5, 0.4];

/** An account. Kind: `short` without determiner, as an answer. */
export function account(random: Random, part: Part, variant: string): string {
  const kind = KINDS[random.weighted(SHARES)]!;
  const noun = random.pick(['account', 'account', 'account', 'acct', 'acc']);
  if (random.chance(0.08)) {
    const tail = drawOwn(
      part,
      () => String(random.below(10_000)).padStart(4, '0'),
      (text) => `account ${text}`,
    );
    return random.pick([`the account ending in ${tail}`, `account ${tail}`, `my account ending ${tail}`, `the one ending in ${tail}`]);
  }
  const bare = random.pick([kind === 'current' || kind === 'savings' ? kind : `${kind} ${noun}`, `${kind} ${noun}`]);
  const pot = random.chance(0.5) ? 'savings pot' : 'rainy day fund';
  if (variant === 'short') return random.pick([bare, bare, `the ${kind} one`, `the ${kind} ${noun}`, `my ${bare}`]);
  return random.chance(0.04) ? `my ${pot}` : random.pick([`my ${bare}`, `my ${bare}`, `the ${kind} ${noun}`, bare]);
}

/** "debit card", but "Mastercard" alone. */
const cardNoun = (kind: string) => (kind === 'Mastercard' ? kind : `${kind} card`);

/** A card. Kind: `short` as an answer. */
export function card(random: Random, part: Part, variant: string): string {
  const kind = random.pick([
    'debit',
    'credit',
    'virtual',
    'Visa',
    'Mastercard',
    'prepaid',
    'travel',
    'business',
    'debit',
    'credit',
    'blue',
    'black',
    'green',
    'old',
    'second',
  ]);
  const tail = drawOwn(
    part,
    () => String(random.below(10_000)).padStart(4, '0'),
    (text) => `card ${text}`,
  );
  const numbered = [
    `the card ending in ${tail}`,
    `the card ending ${tail}`,
    `my card ending in ${tail}`,
    `card ${tail}`,
    `the ${cardNoun(kind)} ending in ${tail}`,
    `card number ending ${tail}`,
  ];
  if (variant === 'short')
    return random.pick([
      ...numbered,
      `the ${kind} one`,
      cardNoun(kind),
      `my ${cardNoun(kind)}`,
      `the ${cardNoun(kind)}`,
      `the one ending in ${tail}`,
      tail,
      `ending ${tail}`,
    ]);
  return random.pick([
    ...numbered,
    ...Array<string>(6).fill(`my ${cardNoun(kind)}`),
    `the ${cardNoun(kind)}`,
    kind === 'Visa' ? 'my Visa' : `my ${cardNoun(kind)}`,
  ]);
}
