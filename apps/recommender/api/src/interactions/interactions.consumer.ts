/** Takes interactions from the bus and applies them: inbox, history, sums and demand in one transaction a batch. */
import { parseWith } from '@casebook/core';
import { consume, type EventBus, type EventHooks, type ReceivedEvent, type Subscription } from '@casebook/events';
import { interactionEventSchema, TOPICS } from '@casebook/recommender-contract';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';
import { interactionEvents } from '../shop.events.js';
import { tellChanged } from '../users/history-changes.js';
import { applyInteractions, type TimedInteraction } from './apply-interactions.js';

/** Consumer group, and the inbox's name for it. */
export const INTERACTIONS_GROUP = 'recommender.interactions';

export interface InteractionsConsumerOptions {
  bus: EventBus;
  database: DatabaseService;
  hooks: EventHooks;
  /** What was applied, after the commit. */
  applied: (events: readonly TimedInteraction[]) => void;
}

/** Subscribes. Events beyond the contract's bounds go to the dead letters, like those that are none. */
export function consumeInteractions({ bus, database, hooks, applied }: InteractionsConsumerOptions): Promise<Subscription> {
  return consume({
    bus,
    dataSource: database.dataSource,
    group: INTERACTIONS_GROUP,
    events: interactionEvents,
    hooks,
    from: 'earliest',
    maxBatch: 1000,
    handle: async (manager: EntityManager, events: ReceivedEvent[]) => {
      const interactions = events.map(bounded);
      await applyInteractions(manager, interactions);
      await tellChanged(
        manager,
        interactions.map(({ data }) => data.userId),
      );
    },
    afterCommit: (events) => applied(events as TimedInteraction[]),
  });
}

// Other producers write to the topic, too: what did not come through this service's door is checked here.
const bounded = (event: ReceivedEvent): TimedInteraction => ({
  ...parseWith(interactionEventSchema, event, 'EVENT_INVALID', 'The event'),
  time: event.time,
});

/** Messages of the interactions that are not applied yet. @throws {UnavailableError} while the bus is away */
export async function interactionsLag(bus: EventBus): Promise<number> {
  const partitions = await bus.lag(TOPICS.interactions, INTERACTIONS_GROUP);
  return partitions.reduce((sum, { lag }) => sum + lag, 0);
}
