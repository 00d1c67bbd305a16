/** Redelivery: the same messages again, after growing pauses, until they are handled or the subscription stops. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventHooks } from './hooks.js';
import type { ReceivedMessage, SubscribeOptions } from './event-bus.js';

const firstPauseMs = 50;
const longestPauseMs = 2_000;

/**
 * Calls the handler until it resolves.
 *
 * @returns false where the signal was aborted before the messages were handled
 */
export async function deliver(
  { group, eachBatch }: Pick<SubscribeOptions, 'group' | 'eachBatch'>,
  messages: ReceivedMessage[],
  signal: AbortSignal,
  hooks: EventHooks,
): Promise<boolean> {
  for (let pause = firstPauseMs; !signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      await eachBatch(messages, signal);
      return true;
    } catch (error) {
      hooks.redelivered?.({ group, count: messages.length, error });
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
  return false;
}
