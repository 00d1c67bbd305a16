/** What is on the shelves: categories, and the items of the category or search in the address. */
import type { CategoriesDto, ItemDto } from '@casebook/recommender-contract';
import { ProblemError } from '@casebook/ui';
import { computed, effect, signal } from '@preact/signals';
import { onProbe, onRecovery, watched } from './connection.js';
import { route } from './route.store.js';
import { service } from './service.js';

const STEP = 24;

export interface Shelf {
  items: readonly ItemDto[];
  total: number;
}

export const categories = signal<CategoriesDto['categories'] | undefined>();
/** Undefined while the first items of a category or search are on their way. */
export const shelf = signal<Shelf | undefined>();
export const shelfProblem = signal<ProblemError | undefined>();
export const loadingMore = signal(false);

const wanted = computed(() => JSON.stringify([route.value.category, route.value.search]));
let current: AbortController | undefined;

async function fill(offset: number): Promise<void> {
  current?.abort();
  const { signal } = (current = new AbortController());
  const { category, search } = route.peek();
  loadingMore.value = offset > 0;
  shelfProblem.value = undefined;
  try {
    const answer = await watched(service.items({ category, q: search, limit: STEP, offset }, signal));
    if (!answer || signal.aborted) return;
    const before = offset ? (shelf.peek()?.items ?? []) : [];
    shelf.value = { items: [...before, ...answer.data.items], total: answer.data.total };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    shelfProblem.value = error;
  } finally {
    if (!signal.aborted) loadingMore.value = false;
  }
}

export const showMore = () => void fill(shelf.peek()?.items.length ?? 0);

async function loadCategories(): Promise<void> {
  const answer = await watched(service.categories());
  if (answer) categories.value = answer.data.categories;
}

// A pause before asking, so that a search is not asked for letter by letter.
let timer: ReturnType<typeof setTimeout> | undefined;
effect(() => {
  void wanted.value;
  clearTimeout(timer);
  timer = setTimeout(
    () => {
      void fill(0);
    },
    shelf.peek() ? 160 : 0,
  );
});
void loadCategories();
onProbe(() => service.categories());
onRecovery(() => {
  void fill(0);
  void loadCategories();
});
