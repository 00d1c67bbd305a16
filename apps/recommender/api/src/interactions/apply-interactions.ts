/** Applies a batch of new events to history, sums and demand: one statement, whatever the size of the batch. */
import { eventIdentity } from '@casebook/events';
import { INTERACTION_TYPES, type InteractionEvent } from '@casebook/recommender-contract';
import { ACTION_STRENGTH } from '@casebook/recommender-contract/features';
import type { EntityManager } from 'typeorm';

/**
 * `fresh` holds what was never stored before: the inbox has let only new events through, and where its memory was purged the primary key still knows.
 * Rows are written in the order of their keys, so that two batches at once cannot wait for each other.
 */
const apply = `
  WITH incoming AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::text[], $8::timestamptz[], $9::float8[])
      AS t(event_id, user_id, item_id, action, quantity, price, context, occurred_at, strength)
  ), fresh AS (
    INSERT INTO interactions (event_id, user_id, item_id, action, quantity, price, context, occurred_at)
    SELECT event_id, user_id, item_id, action, quantity, price, context, occurred_at FROM incoming ORDER BY event_id
    ON CONFLICT (event_id) DO NOTHING
    RETURNING event_id
  ), applied AS (
    SELECT incoming.* FROM incoming JOIN fresh USING (event_id)
  ), sums AS (
    INSERT INTO user_items AS known (user_id, item_id, purchases, strength, quantity, context, first_at, last_at)
    SELECT user_id, item_id,
           count(*) FILTER (WHERE action = 'purchase'),
           sum(strength),
           coalesce(sum(quantity) FILTER (WHERE action = 'purchase'), 0),
           (array_agg(context ORDER BY occurred_at DESC) FILTER (WHERE context IS NOT NULL))[1],
           min(occurred_at), max(occurred_at)
    FROM applied GROUP BY user_id, item_id ORDER BY user_id, item_id
    ON CONFLICT (user_id, item_id) DO UPDATE SET
      purchases = known.purchases + excluded.purchases,
      strength = known.strength + excluded.strength,
      quantity = known.quantity + excluded.quantity,
      context = coalesce(excluded.context, known.context),
      first_at = least(known.first_at, excluded.first_at),
      last_at = greatest(known.last_at, excluded.last_at)
  ), demand AS (
    INSERT INTO item_demand AS known (item_id, day, count, updated_at)
    SELECT item_id, floor(extract(epoch FROM occurred_at) / 86400)::int AS day, count(*), clock_timestamp()
    FROM applied WHERE action = 'purchase' GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (item_id, day) DO UPDATE SET count = known.count + excluded.count, updated_at = excluded.updated_at
  )
  SELECT event_id FROM fresh`;

/** An interaction whose time of arrival stands in where it had no time of its own. */
export type TimedInteraction = InteractionEvent & { time: string };

/**
 * Writes events inside the caller's transaction.
 *
 * @param events each at most once
 * @returns identities of the events that were new
 */
export async function applyInteractions(manager: EntityManager, events: readonly TimedInteraction[]): Promise<Set<string>> {
  const column = <T>(value: (event: TimedInteraction) => T) => events.map(value);
  const rows = await manager.query<{ event_id: string }[]>(apply, [
    column(eventIdentity),
    column(({ data }) => data.userId),
    column(({ data }) => data.itemId),
    column(({ type }) => INTERACTION_TYPES[type]),
    column(({ data }) => data.quantity ?? 1),
    column(({ data }) => data.price ?? null),
    column(({ data }) => data.context ?? null),
    column(({ time }) => time),
    column(({ type }) => ACTION_STRENGTH[INTERACTION_TYPES[type]]),
  ]);
  return new Set(rows.map(({ event_id }) => event_id));
}
