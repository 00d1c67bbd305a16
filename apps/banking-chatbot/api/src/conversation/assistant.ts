/** The assistant: locks the conversation, lets the engine decide, does what it asks for, keeps the event. */
import { isDeepStrictEqual } from 'node:util';
import type { StageDto, Understanding } from '@casebook/banking-chatbot-contract';
import type { EntityManager } from 'typeorm';
import { loadFacts } from '../bank/facts.js';
import { rephraseSafely, type Rephraser } from '../answers/rephrase.js';
import type { Locale } from '../answers/catalogues.js';
import type { Answered, AssistantPort, CustomerSession, Handled, IncomingMessage } from './assistant.types.js';
import type { TurnInput } from './engine/draft.js';
import type { Outcome } from './engine/effects.js';
import { takeTurn } from './engine/turn.js';
import { perform, type Occasion, type Performer } from './perform.js';
import { replyOf } from './reply-of.js';
import { append, lockConversation, replyTo, type Conversation } from './store/conversation-store.js';
import { heldMessages, hold, HOLD_MS, release } from './store/held-messages.js';

type Understood = Omit<Understanding, 'embedding'> & { embedding?: Float32Array };

export interface AssistantOptions extends Performer {
  locale?: Locale;
  /** Says answers in other words; absent, as usual: templates as they are. Its answer is awaited while the conversation is locked. */
  rephraser?: Rephraser;
}

export class Assistant implements AssistantPort {
  constructor(private readonly options: AssistantOptions) {}

  async handle(
    manager: EntityManager,
    session: CustomerSession,
    message: IncomingMessage,
    understanding: Understanding,
    now: Date,
  ): Promise<Handled> {
    let conversation = await lockConversation(manager, session);
    const known = await replyTo(manager, session.conversationId, message.id);
    if (known) return { answered: [{ text: message.text, reply: known }], handedOff: false };
    const { clientSequence } = message;
    const held = clientSequence === undefined ? [] : await heldMessages(manager, session.conversationId);
    if (clientSequence !== undefined && clientSequence > conversation.nextClient && !waitedEnough(held, message, now)) {
      const { intents, slots, outOfScope } = understanding;
      const waiting = { message: { ...message, clientSequence }, understanding: { intents, slots, outOfScope }, heldAt: now };
      await hold(manager, session.conversationId, waiting);
      return { answered: [], handedOff: false };
    }
    const answered: Answered[] = [];
    const turn = async (next: IncomingMessage, understood: Understood) => {
      conversation = await this.turn(manager, session, conversation, next, understood, now, answered);
    };
    await turn(message, understanding);
    for (const { message: waiting, understanding: understood, heldAt } of held) {
      if (waiting.id === message.id) await release(manager, session.conversationId, message.id);
      else if (waiting.clientSequence <= conversation.nextClient || now.getTime() - heldAt.getTime() >= HOLD_MS) {
        await release(manager, session.conversationId, waiting.id);
        await turn(waiting, understood);
      }
    }
    const handedOff = answered.some(({ reply: { kind, understood } }) => kind === 'handed_off' && understood.chosen !== null);
    return { answered, handedOff };
  }

  /** One message, in its place. */
  private async turn(
    manager: EntityManager,
    session: CustomerSession,
    before: Conversation,
    message: IncomingMessage,
    { embedding, ...understanding }: Understood,
    now: Date,
    answered: Answered[],
  ): Promise<Conversation> {
    const clock = stopwatch(message.understoodInMs);
    const facts = session.customerId === null ? null : await loadFacts(manager, session.customerId, now);
    const input: TurnInput = {
      messageId: message.id,
      text: message.text,
      understanding,
      level: session.level,
      facts,
      locale: this.options.locale ?? 'en',
      at: now.toISOString(),
    };
    clock.lap('facts');
    const occasion: Occasion = { manager, session, messageId: message.id, embedding, now };
    const outcomes: Outcome[] = [];
    const turn = takeTurn(before.state, input);
    let step = turn.next();
    while (!step.done) {
      clock.lap('decide');
      // As it will be read from the event: a replay must see the same.
      const outcome = JSON.parse(JSON.stringify(await perform(step.value, outcomes.length, this.options, occasion))) as Outcome;
      outcomes.push(outcome);
      clock.lap('act');
      step = turn.next(outcome);
    }
    clock.lap('decide');
    const sequence = before.sequence + 1;
    const { rephraser } = this.options;
    const names = facts ? [facts.customer.givenName, ...facts.payees.map(({ name }) => name)] : [];
    const text = await rephraseSafely(rephraser, step.value.text, { locale: input.locale, names });
    const reply = replyOf({ ...step.value, text }, input, { conversationId: session.conversationId, sequence, stages: clock.stages() });
    const same = isDeepStrictEqual(facts, before.facts);
    const nextClient = Math.max(before.nextClient, (message.clientSequence ?? before.nextClient - 1) + 1);
    const after: Conversation = { sequence, nextClient, state: step.value.state, facts: facts ?? before.facts };
    await append(manager, session, after, { input: { ...input, facts: facts && same ? 'same' : facts }, outcomes, reply });
    answered.push({ text: message.text, reply });
    return after;
  }
}

/** Whether a message that is here again has waited long enough for the one before it. */
const waitedEnough = (held: Awaited<ReturnType<typeof heldMessages>>, { id }: IncomingMessage, now: Date): boolean =>
  held.some(({ message, heldAt }) => message.id === id && now.getTime() - heldAt.getTime() >= HOLD_MS);

function stopwatch(understoodInMs?: number) {
  const sums = new Map<string, number>(understoodInMs === undefined ? [] : [['understand', understoodInMs]]);
  let last = performance.now();
  return {
    lap(stage: string) {
      const time = performance.now();
      sums.set(stage, (sums.get(stage) ?? 0) + time - last);
      last = time;
    },
    stages: (): StageDto[] => [...sums].map(([stage, ms]) => ({ stage, ms: Math.round(ms * 1000) / 1000 })),
  };
}
