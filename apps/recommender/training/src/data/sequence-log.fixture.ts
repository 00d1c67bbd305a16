/** Sequences of the kind that public data sets of sequential recommendation hold: who touched what after what, and nothing else. */
import { createRandom, type Random } from '@casebook/training';

export interface SequenceOptions {
  users: number;
  items: number;
  /** About so many in all, at least 5 a user, no item twice. */
  events: number;
  seed: number;
}

const GROUPS = 40;
const FOLLOWERS = 8;
/** Share of events that follow from the latest one, and share that follow from the one before it. */
const MARKOV = 0.3;
const SECOND_ORDER = 0.1;

/**
 * Items of a Zipf popularity in groups; users with a taste for a few groups. An event is drawn from the followers of the latest one, of the one
 * before it, or from the popular items of a group to the user's taste: so counts, neighbours and order each tell a part.
 *
 * @returns each user's items in order
 */
export function sequenceLog({ users, items, events, seed }: SequenceOptions): number[][] {
  const random = createRandom(seed);
  const rank = random.permutation(items);
  const popularity = Float64Array.from(rank, (r: number) => (r + 10) ** -0.8);
  const group = Int32Array.from({ length: items }, () => random.int(GROUPS));
  const everything = Array.from(group.keys());
  const draw = Array.from({ length: GROUPS }, (_, g) =>
    drawer(
      everything.filter((item) => group[item] === g),
      popularity,
      random,
    ),
  );
  const anything = drawer(everything, popularity, random);
  const followers = everything.map((item) =>
    Array.from({ length: FOLLOWERS }, () => (random.next() < 0.7 ? draw[group[item]!]!() : anything())),
  );
  const mean = events / users;
  return Array.from({ length: users }, () => {
    const taste = Array.from({ length: 3 }, () => random.int(GROUPS));
    const length = Math.min(items >> 1, Math.max(5, Math.round(5 - (mean - 5) * Math.log(1 - random.next()))));
    const sequence: number[] = [];
    const seen = new Set<number>();
    while (sequence.length < length) {
      const kind = random.next();
      const from = kind < MARKOV ? sequence.at(-1) : kind < MARKOV + SECOND_ORDER ? sequence.at(-2) : undefined;
      // The first followers of an item are the likeliest.
      const next =
        from === undefined ? draw[taste[random.int(taste.length)]!]!() : followers[from]![Math.floor(FOLLOWERS * random.next() ** 2)]!;
      const item = seen.has(next) ? anything() : next;
      if (seen.has(item)) continue;
      seen.add(item);
      sequence.push(item);
    }
    return sequence;
  });
}

/** Draws one of `members` in proportion to its weight. */
function drawer(members: readonly number[], weights: Float64Array, random: Random): () => number {
  const sums = new Float64Array(members.length);
  members.reduce((sum, item, k) => (sums[k] = sum + weights[item]!), 0);
  const total = sums.at(-1) ?? 0;
  return () => {
    const at = random.next() * total;
    let low = 0;
    for (let high = members.length - 1; low < high;) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return members[low]!;
  };
}

/** `interactions.csv` of such a log: ids, and a position within each user for a time. */
export const sequencesCsv = (sequences: readonly (readonly number[])[]): string =>
  ['user_id,item_id,timestamp', ...sequences.flatMap((items, user) => items.map((item, k) => `u${user},i${item},${k + 1}`)), ''].join('\n');
