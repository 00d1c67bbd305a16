/** The conversation on the screen: what was said, what waits to be sent, what is being written. */
import type { TurnDto } from '@casebook/banking-chatbot-contract';
import { load, save } from '@casebook/ui';
import { computed, effect, signal } from '@preact/signals';
import { readOutbox, type Outbox } from '../model/outbox.js';
import { readText } from '../model/read-text.js';
import { exchangesOf, mergeTurns } from '../model/transcript.js';

const OUTBOX = 'larkspur.outbox';
const CONVERSATION = 'larkspur.conversation';

/** Undefined for a new one, until the service has given it its id. */
export const conversationId = signal(readText(load(CONVERSATION)));
export const turns = signal<readonly TurnDto[]>([]);
export const outbox = signal<Outbox>(readOutbox(load(OUTBOX)));
/** As much of a reply as has come so far. */
export const partial = signal<{ id: string; text: string } | undefined>();
/** Whether the assistant is at work on a reply. */
export const typing = signal(false);

export const exchanges = computed(() => exchangesOf(turns.value, outbox.value));
/** The newest reply. */
export const latest = computed(() => turns.value.at(-1)?.reply);
export const handedOff = computed(() => latest.value?.state.handedOff ?? false);

effect(() => save(OUTBOX, outbox.value.length ? outbox.value : undefined));
effect(() => save(CONVERSATION, conversationId.value));

/** Shows another conversation. What waits for this one is forgotten: it must not be said in another, or by another customer. */
export function turnTo(id: string | undefined): void {
  if (id !== undefined && id === conversationId.peek()) return;
  outbox.value = [];
  turns.value = [];
  stopWriting();
  conversationId.value = id;
}

export function addTurns(more: readonly TurnDto[]): void {
  turns.value = mergeTurns(turns.peek(), more);
}

export function addPiece(id: string, text: string): void {
  const was = partial.peek();
  partial.value = { id, text: (was?.id === id ? was.text : '') + text };
}

export function stopWriting(): void {
  partial.value = undefined;
  typing.value = false;
}
