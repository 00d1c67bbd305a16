/** What the engine wants done, and what came of it. Outcomes are kept with the message's event: a replay reads them instead of doing it again. */
import type { Intent } from '@casebook/banking-chatbot-contract';
import type { BankActionName } from '../../bank/actions/actions.js';
import type { RefusalCode, RefusalValues } from '../../bank/refusal.js';

export type Effect =
  | { do: 'bank'; action: BankActionName; input: unknown }
  | { do: 'search'; text: string; intent: Intent }
  | { do: 'challenge'; purpose: string }
  | { do: 'verify'; code: string };

/** Plain JSON. */
export type Outcome = { ok: unknown } | { refused: RefusalCode; values: RefusalValues };

/** What a search in the policy pages gives. */
export interface PolicyAnswer {
  page: string;
  title: string;
  section: string;
  text: string;
}

/** A part of a turn that may ask for effects. */
export type Effectful<T = void> = Generator<Effect, T, Outcome>;
