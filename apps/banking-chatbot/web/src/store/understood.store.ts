/** The panel "what was understood": whether it is open, and on which message it looks. */
import { mediaQuery } from '@casebook/ui';
import { computed, signal } from '@preact/signals';
import { turns } from './conversation.store.js';

/** Where there is room the panel stands beside the conversation; elsewhere it comes over it. */
export const wide = mediaQuery('(min-width: 1180px)');
export const panelOpen = signal(false);

/** Id of the message that was picked; undefined follows the newest. */
const picked = signal<string | undefined>();

const place = computed(() => {
  const at = turns.value.findIndex(({ reply }) => reply.messageId === picked.value);
  return at < 0 ? turns.value.length - 1 : at;
});
export const lookedAt = computed(() => {
  const turn = turns.value[place.value];
  return turn && { turn, place: place.value, of: turns.value.length };
});

/** Opens the panel on a message; on the newest, it follows the conversation. */
export function lookAt(messageId: string): void {
  picked.value = messageId === turns.peek().at(-1)?.reply.messageId ? undefined : messageId;
  panelOpen.value = true;
}

/** Steps to an earlier or later message; the newest one is followed from then on. */
export function step(by: -1 | 1): void {
  const to = place.peek() + by;
  picked.value = to >= turns.peek().length - 1 ? undefined : turns.peek()[to]?.reply.messageId;
}

export const togglePanel = () => {
  picked.value = undefined;
  panelOpen.value = !panelOpen.peek();
};
