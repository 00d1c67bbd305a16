/** When events arrived here, until they are applied: for the delay that the live view shows. */
import { eventIdentity, type DomainEvent } from '@casebook/events';
import { LRUCache } from 'lru-cache';

export class Arrivals {
  private readonly times = new LRUCache<string, number>({ max: 20_000 });

  add(events: readonly DomainEvent[], now = Date.now()): void {
    for (const event of events) this.times.set(eventIdentity(event), now);
  }

  /** Milliseconds since an event arrived; since it happened where it came another way. */
  delay(event: Pick<DomainEvent, 'source' | 'id' | 'time'>, now = Date.now()): number {
    const identity = eventIdentity(event);
    const arrived = this.times.get(identity) ?? Date.parse(event.time);
    this.times.delete(identity);
    return Math.max(0, now - arrived);
  }
}
