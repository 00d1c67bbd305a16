/** What a conversation remembers between two messages. Plain JSON, kept in PostgreSQL; the engine alone makes new ones. */
import type { Intent, SlotSpan, TaskIntent } from '@casebook/banking-chatbot-contract';
import type { Say } from '../answers/say.js';

export type EntityKind = 'account' | 'payee' | 'card' | 'transfer' | 'transaction';

/** Something that was named, with the words for it. */
export interface Mention {
  id: string;
  label: Say;
}

/** A value that a slot may have, when several fit. */
export interface Choice {
  value: unknown;
  label: Say;
}

export interface Form {
  flow: TaskIntent;
  /** Slot of the flow → value, as its reader gives it. */
  values: Record<string, unknown>;
  phase: 'collect' | 'confirm' | 'step_up';
  /** The slot that was asked for last. */
  asking: string | null;
  /** What was listed to choose from, in this order. */
  choices: Choice[];
  /** Questions in a row that brought nothing. */
  tries: number;
}

/** What pressing a button means. */
export type Move =
  | { intent: Intent; values?: Record<string, unknown>; /** The message that it is about, for a question. */ text?: string }
  | { choose: number }
  | { newCode: true };

export interface DialogueState {
  active: Form | null;
  /** Interrupted forms, the latest last. */
  interrupted: Form[];
  mentioned: {
    /** The list that was shown last, for "the second one". */
    list: { kind: EntityKind; items: Mention[] } | null;
    account?: string;
    payee?: string;
    card?: string;
    amount?: { minor: number; currency: string | null };
  };
  /** Messages in a row that were not understood. */
  failures: number;
  /** Buttons of the last reply: their words → what they mean. */
  buttons: { text: string; move: Move }[];
  /** What waits for a sign-in. */
  pending: { flow: TaskIntent; spans: SlotSpan[]; text: string } | null;
  handedOff: boolean;
  lastText: string | null;
  /** Of the last message, ISO 8601. */
  at: string | null;
}

export const initialState = (): DialogueState => ({
  active: null,
  interrupted: [],
  mentioned: { list: null },
  failures: 0,
  buttons: [],
  pending: null,
  handedOff: false,
  lastText: null,
  at: null,
});
