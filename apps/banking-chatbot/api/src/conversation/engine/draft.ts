/** A turn in the making: a copy of the state to work on, and what will be said. */
import type { Intent, ReplyKind, SessionLevel, Understanding } from '@casebook/banking-chatbot-contract';
import { render } from '../../answers/render.js';
import type { Say } from '../../answers/say.js';
import type { Locale } from '../../answers/catalogues.js';
import type { Facts } from '../../bank/facts.js';
import type { DialogueState, Move } from '../dialogue-state.js';
import type { FlowContext } from '../flow.js';

/** All that a turn depends on besides the state. Plain JSON, kept with the event. */
export interface TurnInput {
  messageId: string;
  text: string;
  understanding: Omit<Understanding, 'embedding'>;
  level: SessionLevel;
  /** `null` before sign-in. */
  facts: Facts | null;
  locale: Locale;
  /** ISO 8601 */
  at: string;
}

export interface Button {
  label: Say;
  move: Move;
}

export interface Draft {
  state: DialogueState;
  input: TurnInput;
  context: FlowContext;
  signedIn: boolean;
  /** Buttons of the reply before. */
  offered: DialogueState['buttons'];
  say: Say[];
  kind: ReplyKind;
  buttons: Button[];
  source: { page: string; title: string; section?: string } | null;
  chosen: Intent | null;
  handedOff: boolean;
  /** A form came to its end in this turn. */
  finished: boolean;
}

const NOBODY: Facts = {
  customer: { id: '', name: '', givenName: '', transferLimit: { minor: 0, currency: 'EUR' }, dailyLimit: { minor: 0, currency: 'EUR' } },
  accounts: [],
  payees: [],
  cards: [],
  transfers: [],
};

export function newDraft(state: DialogueState, input: TurnInput): Draft {
  const copy = structuredClone(state);
  const offered = copy.buttons;
  copy.buttons = [];
  return {
    state: copy,
    input,
    context: { facts: input.facts ?? NOBODY, today: input.at.slice(0, 10), now: new Date(input.at) },
    signedIn: input.facts !== null,
    offered,
    say: [],
    kind: 'answer',
    buttons: [],
    source: null,
    chosen: null,
    handedOff: false,
    finished: false,
  };
}

/** Words, with the message's id as seed. */
export const inWords = ({ input }: Draft, what: Say): string => render(input.locale, input.messageId, what);
