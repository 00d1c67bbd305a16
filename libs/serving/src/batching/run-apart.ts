/** A batch whose failure is not that of its requests. */

export type ItemAnswer<R> = Error | { value: R };

/**
 * Runs a batch; where it fails as a whole each of its requests is run alone, so that one does not fail the others.
 *
 * @returns one answer or error a request, in order; never rejects
 */
export async function runApart<T, R>(run: (items: T[]) => Promise<ItemAnswer<R>[]>, items: T[]): Promise<ItemAnswer<R>[]> {
  try {
    return await checked(run, items);
  } catch (error) {
    if (items.length === 1) return [asError(error)];
    const answers: ItemAnswer<R>[] = [];
    for (const item of items) answers.push(...(await runApart(run, [item])));
    return answers;
  }
}

async function checked<T, R>(run: (items: T[]) => Promise<ItemAnswer<R>[]>, items: T[]): Promise<ItemAnswer<R>[]> {
  const answers = await run(items);
  if (answers.length !== items.length) throw new Error(`${items.length} requests were answered with ${answers.length} results`);
  return answers;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
