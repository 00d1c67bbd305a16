/** Does what the engine asks for. */
import type { EntityManager } from 'typeorm';
import { bankActions } from '../bank/actions/actions.js';
import type { BankContext } from '../bank/context.js';
import { BankRefusal } from '../bank/refusal.js';
import type { CustomerSession, StepUp } from './assistant.types.js';
import type { Effect, Outcome, PolicyAnswer } from './engine/effects.js';

export interface Performer {
  stepUp: StepUp;
  search(text: string, intent: string, embedding: Float32Array | undefined): Promise<PolicyAnswer | null>;
}

export interface Occasion {
  manager: EntityManager;
  session: CustomerSession;
  messageId: string;
  embedding: Float32Array | undefined;
  now: Date;
}

/** Reads only; everything else is an order and has a key. */
const LOOKUPS = new Set(['transactions', 'spending']);

/** @param step number of the effect within its message: with conversation and message the idempotency key of an order */
export async function perform(effect: Effect, step: number, performer: Performer, occasion: Occasion): Promise<Outcome> {
  const { manager, session, messageId, embedding, now } = occasion;
  if (effect.do === 'search') return { ok: await performer.search(effect.text, effect.intent, embedding) };
  if (session.customerId === null) throw new Error(`${effect.do} for nobody: the engine must ask for a sign-in first.`);
  if (effect.do === 'challenge') return { ok: await performer.stepUp.challenge(manager, session, effect.purpose, now) };
  if (effect.do === 'verify') return { ok: await performer.stepUp.verify(manager, session, effect.code, now) };
  const key = `${session.conversationId}:${messageId}:${step}`;
  const action = bankActions[effect.action] as (context: BankContext, input: unknown) => Promise<unknown>;
  const act = (inner: EntityManager) => action({ manager: inner, customerId: session.customerId!, key, now }, effect.input);
  try {
    return { ok: (await act(manager)) ?? null };
  } catch (error) {
    if (!(error instanceof BankRefusal) || LOOKUPS.has(effect.action)) throw error;
    return { refused: error.reason, values: error.values };
  }
}
