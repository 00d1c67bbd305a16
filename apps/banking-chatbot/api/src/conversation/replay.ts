/** Computes a conversation again from its events: nothing is done, outcomes are read. */
import type { EntityManager } from 'typeorm';
import type { Facts } from '../bank/facts.js';
import { initialState, type DialogueState } from './dialogue-state.js';
import { takeTurn, type TurnResult } from './engine/turn.js';
import { eventsOf, type TurnEvent } from './store/conversation-store.js';

/**
 * State and replies that the events lead to with today's engine: the same as were kept, unless flows or wordings have changed since.
 *
 * @throws {Error} where today's engine asks for more effects than the event has outcomes
 */
export function replayEvents(events: readonly TurnEvent[]): { state: DialogueState; results: TurnResult[] } {
  let state = initialState();
  let last: Facts | null = null;
  const results = events.map(({ input, outcomes }) => {
    const facts: Facts | null = input.facts === 'same' ? last : input.facts;
    last = facts ?? last;
    const turn = takeTurn(state, { ...input, facts });
    let step = turn.next();
    for (let i = 0; !step.done; i++) {
      const outcome = outcomes[i];
      if (!outcome)
        throw new Error(`Message ${input.messageId} led to ${outcomes.length} effects, and now leads to more: the flows have changed.`);
      step = turn.next(outcome);
    }
    // As it is read from the database.
    state = JSON.parse(JSON.stringify(step.value.state)) as DialogueState;
    return step.value;
  });
  return { state, results };
}

export const replay = async (manager: EntityManager, conversationId: string) => replayEvents(await eventsOf(manager, conversationId));
