/** Who has a conversation open at this instance. */
import type { TurnDto } from '@casebook/banking-chatbot-contract';
import type { Watcher } from './chat.types.js';

export class Watchers {
  private readonly byConversation = new Map<string, Set<Watcher>>();
  private readonly byCustomer = new Map<string, Set<Watcher>>();

  /** @returns to be called when the watcher leaves, or watches something else */
  add(watcher: Watcher, conversationId: string, customerId: string | null): () => void {
    const leave = [enter(this.byConversation, conversationId, watcher)];
    if (customerId !== null) leave.push(enter(this.byCustomer, customerId, watcher));
    return () => leave.forEach((one) => one());
  }

  /** @param except who has said it, and is told by themselves */
  turn(turn: TurnDto, except?: Watcher): void {
    for (const watcher of this.byConversation.get(turn.reply.conversationId) ?? []) if (watcher !== except) watcher.turn(turn);
  }

  /** Something may have arrived on a customer's device. */
  device(customerId: string): void {
    for (const watcher of this.byCustomer.get(customerId) ?? []) watcher.device();
  }

  get size(): number {
    return this.byConversation.size;
  }
}

function enter(map: Map<string, Set<Watcher>>, key: string, watcher: Watcher): () => void {
  const watching = map.get(key);
  if (watching) watching.add(watcher);
  else map.set(key, new Set([watcher]));
  return () => {
    const left = map.get(key);
    left?.delete(watcher);
    if (left?.size === 0) map.delete(key);
  };
}
