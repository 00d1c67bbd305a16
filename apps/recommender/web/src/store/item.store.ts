/** The item whose dialog is open, and what goes with it. */
import type { ItemDto, SimilarItemsDto } from '@casebook/recommender-contract';
import { ProblemError, type Answer } from '@casebook/ui';
import { computed, effect, signal } from '@preact/signals';
import { viewItem } from './actions.js';
import { onRecovery, watched } from './connection.js';
import { lastChange } from './rails.store.js';
import { route } from './route.store.js';
import { service } from './service.js';

export const openedId = computed(() => route.value.item);
export const opened = signal<ItemDto | undefined>();
export const goesWith = signal<Answer<SimilarItemsDto> | undefined>();
export const openedProblem = signal<ProblemError | undefined>();

let current: AbortController | undefined;

async function load(id: string): Promise<void> {
  const { signal } = (current = new AbortController());
  try {
    const similar = service.similar(id, 12, signal);
    similar.catch(() => undefined); // waited for below; until then a failure has its handler
    const item = await watched(service.item(id, signal));
    if (!item || signal.aborted) return;
    opened.value = item.data;
    viewItem(item.data);
    const answer = await watched(similar);
    if (answer && !signal.aborted) goesWith.value = answer;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (!signal.aborted) openedProblem.value = error;
  }
}

effect(() => {
  const id = openedId.value;
  current?.abort();
  opened.value = goesWith.value = openedProblem.value = undefined;
  if (id) void load(id);
});
onRecovery(() => {
  const id = openedId.peek();
  if (id && !opened.peek()) void load(id);
});

// What goes with an item follows what is on stock and what others buy: asked again, quietly, after each action.
effect(() => {
  if (lastChange.value && goesWith.peek()) void refresh(openedId.peek());
});

async function refresh(id: string | undefined): Promise<void> {
  if (!id || !current) return;
  const { signal } = current;
  const answer = await watched(service.similar(id, 12, signal)).catch(() => undefined);
  if (answer && !signal.aborted) goesWith.value = answer;
}
