/** Accepts what shoppers did: checked at the border, stored in the outbox, applied when it comes back from the bus. */
import { NotFoundError, parseWith } from '@casebook/core';
import { eventsFromHttp, type DomainEvent, type HttpHeaders } from '@casebook/events';
import { traceHeaders } from '@casebook/monitoring';
import { interactionEventSchema, LIMITS, type AcceptedDto } from '@casebook/recommender-contract';
import type { CatalogueRepository } from '../catalogue/catalogue.repository.js';
import type { CatalogueView } from '../catalogue/catalogue-view.js';
import type { Arrivals } from '../live/arrivals.js';
import { interactionRegistry } from '../shop.events.js';
import type { EventIntake } from './event-intake.js';

export class InteractionsService {
  constructor(
    private readonly intake: EventIntake,
    private readonly view: CatalogueView,
    private readonly repository: CatalogueRepository,
    private readonly arrivals: Arrivals,
    private readonly onLookUp: (result: 'hit' | 'miss') => void,
  ) {}

  /**
   * Takes one event or a batch in any mode of the CloudEvents HTTP binding, all or nothing.
   *
   * @throws {InvalidInputError} naming event and field; {NotFoundError} `ITEM_UNKNOWN`; {UnavailableError} while PostgreSQL is away
   */
  async accept(headers: HttpHeaders, body: unknown): Promise<AcceptedDto> {
    const events = this.traced(
      eventsFromHttp(interactionRegistry, headers, body, { maxEvents: LIMITS.batch, maxAheadMs: LIMITS.clockSkewMs }),
    );
    events.forEach((event, index) =>
      parseWith(interactionEventSchema, event, 'EVENT_INVALID', events.length === 1 ? 'The event' : `Event ${index} of the batch`),
    );
    await this.checkItems(events);
    this.arrivals.add(events); // before the commit: they may be applied before it returns
    if (events.length > 0) await this.intake.add(events);
    return { accepted: events.length, ids: events.map(({ id }) => id) };
  }

  /** An event that brings no trace of its own continues that of its request. */
  private traced(events: readonly DomainEvent[]): DomainEvent[] {
    const { traceparent, tracestate } = traceHeaders();
    if (traceparent === undefined) return [...events];
    return events.map((event) =>
      event.traceparent ? event : { ...event, traceparent, ...(tracestate === undefined ? {} : { tracestate }) },
    );
  }

  private async checkItems(events: readonly DomainEvent[]): Promise<void> {
    const itemIds = new Set(events.map(({ data }) => (data as { itemId: string }).itemId));
    // Memory may be a moment behind: what it does not know, the database may.
    const unknown = [...itemIds].filter((id) => this.view.get(id) === undefined);
    this.onLookUp(unknown.length === 0 ? 'hit' : 'miss');
    if (unknown.length === 0) return;
    const existing = await this.repository.existing(unknown);
    const missing = unknown.filter((id) => !existing.has(id));
    if (missing.length === 0) return;
    throw new NotFoundError(
      'ITEM_UNKNOWN',
      'The catalogue has no item of the id an event names. Create it with POST /v1/items, then send the events again.',
      {
        details: missing.slice(0, 8).map((id) => ({ path: 'data.itemId', message: `no item ${JSON.stringify(id)}` })),
      },
    );
  }
}
