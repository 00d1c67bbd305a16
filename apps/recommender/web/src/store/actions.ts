/** What a customer does: each action is an event to the service, and what comes of it is waited for. */
import type { InteractionEvent, ItemSummaryDto } from '@casebook/recommender-contract';
import { announce, ProblemError } from '@casebook/ui';
import { interaction } from '../model/interaction.js';
import { basket, holdMore } from './basket.store.js';
import { onProbe, watched } from './connection.js';
import { customer } from './customer.store.js';
import { noteAction, settling } from './rails.store.js';
import { service } from './service.js';

/** Events the service has not taken yet because it did not answer; sent again, under the same ids, when it is back. */
let unsent: InteractionEvent[] = [];
const MOST_UNSENT = 200;

export function viewItem(item: ItemSummaryDto): void {
  void report(`looked at ${item.name}`, [interaction('shop.item.viewed', customer.peek().id, item)]);
}

export function addToBasket(item: ItemSummaryDto, pieces = 1): void {
  holdMore(item, pieces);
  announce(`${item.name} is in your basket.`);
  void report(`put ${item.name} in the basket`, [interaction('shop.basket.added', customer.peek().id, item, { quantity: pieces })]);
}

/** The events of a checkout that failed, kept so that trying again cannot buy twice. */
let order: InteractionEvent[] = [];

/**
 * Buys what is in the basket.
 *
 * @returns how many lines were bought; undefined where the service does not answer (the basket is kept)
 * @throws {ProblemError} where the service refuses
 */
export async function checkOut(): Promise<number | undefined> {
  const lines = basket.peek();
  const { id } = customer.peek();
  order = lines.map(({ item, quantity }) => {
    const before = order.find(({ data }) => data.userId === id && data.itemId === item.id && data.quantity === quantity);
    return before ?? interaction('shop.item.purchased', id, item, { quantity });
  });
  const sent = await deliver(lines.length === 1 ? `bought ${lines[0]!.item.name}` : `bought ${lines.length} things`, order);
  if (!sent) return undefined;
  order = [];
  basket.value = [];
  return lines.length;
}

/** Sends events that nobody waits for: what cannot be sent now is sent later, what is refused is dropped. */
async function report(action: string, events: InteractionEvent[]): Promise<void> {
  try {
    if (!(await deliver(action, events))) unsent = [...unsent, ...events].slice(-MOST_UNSENT);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}

async function deliver(action: string, events: readonly InteractionEvent[]): Promise<boolean> {
  const ids = events.map((event) => event.id);
  noteAction(action);
  settling.expect(ids);
  try {
    const accepted = await watched(service.send(events));
    if (!accepted) settling.forget(ids);
    return accepted !== undefined;
  } catch (error) {
    settling.forget(ids);
    throw error;
  }
}

// The service is back when it takes what it could not take: asked with what is waiting, not with something else.
onProbe(async () => {
  const again = unsent;
  if (!again.length) return;
  try {
    await service.send(again);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.mayPass) throw error;
  }
  unsent = unsent.filter((event) => !again.includes(event));
});
