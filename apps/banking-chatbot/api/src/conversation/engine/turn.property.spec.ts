import { INTENTS, SLOT_NAMES, type Intent } from '@casebook/banking-chatbot-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../bank/facts.js';
import { initialState, type DialogueState } from '../dialogue-state.js';
import type { TurnInput } from './draft.js';
import type { Effect, Outcome } from './effects.js';
import { takeTurn, type TurnResult } from './turn.js';

const eur = (minor: number) => ({ minor, currency: 'EUR' as const });
const facts: Facts = {
  customer: { id: 'x', name: 'Xenia Holm', givenName: 'Xenia', transferLimit: eur(5_000_00), dailyLimit: eur(8_000_00) },
  accounts: [
    { id: 'a', kind: 'current', name: 'Current account', iban: 'DE89370400440532013000', balance: eur(100_00), available: eur(100_00) },
    { id: 'b', kind: 'savings', name: 'Savings account', iban: 'GB29NWBK60161331926819', balance: eur(5_00), available: eur(5_00) },
  ],
  payees: [
    { id: 'p', name: 'Anna Bergmann', iban: 'NO9386011117947' },
    { id: 'q', name: 'Anna Schmidt', iban: 'FR1420041010050500013M02606' },
  ],
  cards: [{ id: 'c', kind: 'debit', last4: '1234', status: 'active', accountId: 'a', dailyLimit: eur(1_000_00), expectedOn: '2026-01-01' }],
  transfers: [],
};

/** A bank that refuses everything it may refuse: the conversation must end somewhere all the same. */
function refusingBank(effect: Effect): Outcome {
  if (effect.do === 'search') return { ok: null };
  if (effect.do === 'verify') return { ok: 'wrong' };
  if (effect.do === 'challenge') return { ok: null };
  if (effect.action === 'transactions') return { ok: { items: [], count: 0 } };
  if (effect.action === 'spending') return { ok: { totals: [], categories: [] } };
  return { refused: 'INSUFFICIENT_FUNDS', values: { available: eur(0) } };
}

function play(state: DialogueState, input: TurnInput): TurnResult {
  const turn = takeTurn(state, input);
  let step = turn.next();
  for (let effects = 0; !step.done; effects++) {
    if (effects > 5) throw new Error('too many effects in one turn');
    step = turn.next(refusingBank(step.value));
  }
  return step.value;
}

const words = fc.constantFrom(
  'Anna',
  '50',
  '-5',
  'second one',
  'yes',
  'no',
  'cancel',
  'savings',
  '123456',
  'blah',
  'last month',
  '1e9',
  '',
  '<b>',
  'Talk to a person',
  'my card',
);
const message = fc.record({
  text: fc.array(words, { maxLength: 4 }).map((parts) => parts.join(' ').trim()),
  names: fc.array(fc.constantFrom<Intent>(...INTENTS), { minLength: 2, maxLength: 3 }),
  confidence: fc.constantFrom(0.2, 0.45, 0.55, 0.9),
  strange: fc.boolean(),
  slot: fc.option(fc.constantFrom(...SLOT_NAMES)),
  signedIn: fc.boolean(),
  minutes: fc.constantFrom(0, 1, 20),
});

const dialogue = (signedInOnly: boolean) =>
  fc.array(signedInOnly ? message.map((m) => ({ ...m, signedIn: true })) : message, { minLength: 1, maxLength: 25 });

function run(messages: (typeof message extends fc.Arbitrary<infer M> ? M : never)[]): { result: TurnResult; before: DialogueState }[] {
  let state = initialState();
  let at = Date.parse('2026-03-10T09:00:00Z');
  return messages.map(({ text, names, confidence, strange, slot, signedIn, minutes }, i) => {
    at += minutes * 60_000 + 1000;
    const before = structuredClone(state);
    const result = play(state, {
      messageId: `m${i}`,
      text,
      understanding: {
        intents: names.map((name, rank) => ({ name, confidence: confidence / (rank + 1) })),
        slots: slot && text ? [{ slot, text, start: 0, end: text.length, confidence: 0.9 }] : [],
        outOfScope: { score: strange ? 1 : 0, threshold: 0.5 },
      },
      level: 'signed-in',
      facts: signedIn ? facts : null,
      locale: 'en',
      at: new Date(at).toISOString(),
    });
    expect(state, 'the engine changes no state that it was given').toEqual(before);
    state = result.state;
    return { result, before };
  });
}

const runs = { numRuns: 400 };

describe('the engine, whatever is understood', () => {
  it('always says something, of a kind that fits its state, and stays small', () => {
    fc.assert(
      fc.property(dialogue(false), (messages) => {
        for (const { result } of run(messages)) {
          expect(result.text).not.toBe('');
          expect(result.state.interrupted.length).toBeLessThanOrEqual(3);
          if (result.kind === 'confirm') expect(result.state.active?.phase).toBe('confirm');
          expect(JSON.parse(JSON.stringify(result.state))).toEqual(JSON.parse(JSON.stringify(structuredClone(result.state))));
        }
      }),
      runs,
    );
  });

  it('never turns in circles: from the second failure on a person is offered, and no clarifying question comes twice', () => {
    fc.assert(
      fc.property(dialogue(true), (messages) => {
        for (const { result, before } of run(messages)) {
          const { failures } = result.state;
          const offers = result.quickReplies.some(({ label }) => label === 'Talk to a person') || result.text.includes('bring in a person');
          if (failures >= 2 && failures > before.failures && result.kind === 'not_understood' && !result.state.active)
            expect(offers, result.text).toBe(true);
          if (before.failures >= 1) expect(result.kind).not.toBe('clarify');
          if ((result.state.active?.tries ?? 0) >= 2) expect(offers, result.text).toBe(true);
          expect(result.state.active?.tries ?? 0).toBeLessThan(3);
        }
      }),
      runs,
    );
  });

  it('tells nobody anything before the sign-in', () => {
    fc.assert(
      fc.property(dialogue(false), (messages) => {
        for (const { result } of run(messages.map((m) => ({ ...m, signedIn: false })))) {
          expect(result.text).not.toMatch(/Bergmann|Schmidt|Xenia|1234|DE89|€5\.00|\b0\.05/);
          expect(result.state.active === null || ['exchange_rate', 'change_pin'].includes(result.state.active.flow)).toBe(true);
        }
      }),
      runs,
    );
  });

  it('moves no money without a yes', () => {
    const paid = (effect: Effect) =>
      effect.do === 'bank' && ['transfer', 'exchangeMoney', 'topUp', 'cancelTransfer'].includes(effect.action);
    fc.assert(
      fc.property(dialogue(true), (messages) => {
        let state = initialState();
        for (const { text, names, confidence, slot } of messages) {
          const confirming = state.active?.phase === 'confirm' || state.active?.phase === 'step_up';
          const turn = takeTurn(state, {
            messageId: 'm',
            text,
            understanding: {
              intents: names.map((name) => ({ name, confidence })),
              slots: slot && text ? [{ slot, text, start: 0, end: text.length, confidence: 0.9 }] : [],
              outOfScope: { score: 0, threshold: 1 },
            },
            level: 'confirmed',
            facts,
            locale: 'en',
            at: '2026-03-10T09:00:00Z',
          });
          let step = turn.next();
          while (!step.done) {
            if (paid(step.value)) expect(confirming).toBe(true);
            step = turn.next(refusingBank(step.value));
          }
          state = step.value.state;
        }
      }),
      runs,
    );
  });
});
