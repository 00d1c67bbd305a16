/** Whether two services give the same answer: how much of their lists they share. */
import type { HttpClient } from './http-client.js';

const itemsOf = (body: string) => (JSON.parse(body) as { items: { item: { id: string } }[] }).items.map(({ item }) => item.id);

/**
 * Share of the first service's recommended items that the second recommends too, mean over paths.
 * A little below 1 is to be expected: `now` differs by seconds, and float32 sums in another order swap near-ties at the end of a list.
 *
 * @throws {Error} where a list is empty
 */
export async function agreement(answersOfFirst: readonly string[], second: HttpClient, paths: readonly string[]): Promise<number> {
  let sum = 0;
  for (const [k, path] of paths.entries()) {
    const first = itemsOf(answersOfFirst[k]!);
    if (first.length === 0) throw new Error(`Nothing is recommended at ${path}: there is nothing to compare.`);
    const other = new Set(itemsOf(await second.get(path)));
    sum += first.filter((id) => other.has(id)).length / first.length;
  }
  return sum / paths.length;
}
