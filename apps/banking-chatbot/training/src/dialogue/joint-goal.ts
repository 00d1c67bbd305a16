/** Joint goal accuracy of Schema-Guided Dialogue, as its official scorer computes it. */
import type { SgdService } from '@casebook/dataset-sgd-banks';

/** Slot → spellings of its value; the first of a hypothesis is its answer. */
export type SlotValues = Readonly<Record<string, readonly string[]>>;

/**
 * Product over the service's slots: a slot that neither side fills is right, one that only one side fills is wrong; categorical values
 * must be equal, others count by the best fuzzy match with any reference spelling (Rastogi et al. 2020, §5.1; google-research
 * schema_guided_dst/metrics.py, get_average_and_joint_goal_accuracy with use_fuzzy_match).
 *
 * @returns 0 to 1, and not only 0 or 1: a fuzzy match of 0.9 leaves 0.9
 */
export function jointGoal(reference: SlotValues, hypothesis: SlotValues, { slots }: Pick<SgdService, 'slots'>): number {
  return slots.reduce(
    (product, { name, is_categorical }) => product * slotMatch(reference[name], hypothesis[name]?.[0], is_categorical),
    1,
  );
}

/** Mean of the same over the slots that the reference fills; NaN where it fills none. */
export function averageGoal(reference: SlotValues, hypothesis: SlotValues, { slots }: Pick<SgdService, 'slots'>): number {
  const active = slots.filter(({ name }) => reference[name]);
  return (
    active.reduce((sum, { name, is_categorical }) => sum + slotMatch(reference[name], hypothesis[name]?.[0], is_categorical), 0) /
    active.length
  );
}

function slotMatch(reference: readonly string[] | undefined, hypothesis: string | undefined, categorical: boolean): number {
  if (!reference || hypothesis === undefined) return Number(!reference && hypothesis === undefined);
  if (categorical) return Number(reference[0] === hypothesis);
  return Math.max(...reference.map((spelling) => tokenSortRatio(spelling, hypothesis)));
}

/**
 * fuzzywuzzy's `token_sort_ratio`, 0 to 1 in steps of 0.01: words in lower case without punctuation, sorted, then 2·M / (length of both)
 * where M counts the characters of matching blocks (Ratcliff & Metzener 1988, as Python's difflib finds them).
 */
export function tokenSortRatio(a: string, b: string): number {
  const [left, right] = [sorted(a), sorted(b)];
  if (left === '' || right === '') return 0;
  return Math.round((200 * matching(left, right)) / (left.length + right.length)) / 100;
}

const sorted = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_]/gu, ' ')
    .trim()
    .split(/\s+/)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .join(' ');

/** Characters in the longest common block, and in those to its left and right. */
function matching(a: string, b: string): number {
  let best = { length: 0, a: 0, b: 0 };
  let previous = new Int32Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const current = new Int32Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      if (a[i] !== b[j]) continue;
      const length = (current[j + 1] = previous[j]! + 1);
      if (length > best.length) best = { length, a: i - length + 1, b: j - length + 1 };
    }
    previous = current;
  }
  if (best.length === 0) return 0;
  return best.length + matching(a.slice(0, best.a), b.slice(0, best.b)) + matching(a.slice(best.a + best.length), b.slice(best.b + best.length)); // prettier-ignore
}
