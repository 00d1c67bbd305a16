/** The form of a flow: data about what a task needs, in which words it is confirmed, what it does and what is answered. */
import type { Slot, TaskIntent } from '@casebook/banking-chatbot-contract';
import type { BankActionName, BankInput, BankResult } from '../bank/actions/actions.js';
import type { TransactionFilter } from '../bank/actions/transactions.js';
import type { Facts } from '../bank/facts.js';
import type { RefusalCode } from '../bank/refusal.js';
import type { Say } from '../answers/say.js';
import type { MessageKey } from '../answers/en/index.js';
import type { DialogueState, Mention } from './dialogue-state.js';
import type { ReaderName, ReaderValues } from './readers/index.js';

export interface SlotSpec<R extends ReaderName = ReaderName, Q extends boolean = boolean> {
  reader: R;
  /** Which spans of the model fill it. */
  from: readonly Slot[];
  required: Q;
  /** The question for it, with the values so far; needed where it is required. */
  ask?: MessageKey;
  /** Ids that may be chosen, where not all do: e.g. cards that can be frozen. One alone is taken without asking. */
  among?: (facts: Facts) => string[];
  /** What is said where nothing may be chosen. */
  none?: MessageKey;
  /** Taken where the customer says nothing. */
  byDefault?: (facts: Facts, values: Record<string, unknown>) => ReaderValues[R] | undefined;
  /** Looks for it among transactions, by what else was said. */
  find?: (values: Record<string, unknown>) => TransactionFilter;
}

type Options<R extends ReaderName> = Omit<SlotSpec<R>, 'reader' | 'from' | 'required'>;

/** @example required('amount', ['amount', 'currency'], { ask: 'make_transfer.ask.amount' }) */
export const required = <R extends ReaderName>(reader: R, from: readonly Slot[], options: Options<R>): SlotSpec<R, true> => ({
  ...options,
  reader,
  from,
  required: true,
});

export const optional = <R extends ReaderName>(reader: R, from: readonly Slot[], options: Options<R> = {}): SlotSpec<R, false> => ({
  ...options,
  reader,
  from,
  required: false,
});

export type Slots = Record<string, SlotSpec>;

/** Values of the slots: those required are there when a flow confirms, acts and answers. */
export type Values<S extends Slots> = {
  [K in keyof S]: S[K] extends SlotSpec<infer R, true>
    ? ReaderValues[R]
    : S[K] extends SlotSpec<infer R>
      ? ReaderValues[R] | undefined
      : never;
};

export interface FlowContext {
  facts: Facts;
  /** `YYYY-MM-DD` */
  today: string;
  now: Date;
}

export interface Answer {
  say: Say[];
  /** `refused` where the answer is no. */
  refused?: boolean;
  /** A list that was shown, for "the second one". */
  list?: { kind: NonNullable<DialogueState['mentioned']['list']>['kind']; items: Mention[] };
  /** Offered as buttons. */
  next?: TaskIntent[];
}

export interface Refused<S extends string = string> {
  reason: RefusalCode;
  values?: Say['values'];
  slot?: S;
}

export const refused = <S extends string>(reason: RefusalCode, slot?: S, values?: NonNullable<Say['values']>): Refused<S> => ({
  reason,
  ...(slot && { slot }),
  ...(values && { values }),
});

export interface FlowDefinition<S extends Slots, A extends BankActionName> {
  intent: TaskIntent;
  /** `anyone`: answered before sign-in too. */
  access: 'anyone' | 'customer';
  slots: S;
  /** Refuses before anything is confirmed, where facts tell already. The slot, where given, is asked for again. */
  check?: (values: Values<S>, context: FlowContext) => Refused<keyof S & string> | undefined;
  /** What is asked before acting. Absent, or nothing returned: it is done at once. */
  confirm?: (values: Values<S>, context: FlowContext) => Say | undefined;
  /** What the customer's device shows beside the code. Present: a code is needed unless the session is confirmed. */
  stepUp?: (values: Values<S>, context: FlowContext) => Say;
  /** What is done at the bank. Absent, or nothing returned: the answer is from facts. */
  act?: (values: Values<S>, context: FlowContext) => { action: A; input: BankInput<A> } | undefined;
  answer: (result: BankResult<A> | undefined, values: Values<S>, context: FlowContext) => Answer;
}

/** A flow whose slots' types are known to itself only. */
export type Flow = FlowDefinition<Slots, BankActionName>;

/** Checks a flow's parts against each other: slots against values, action against input and result. */
export function defineFlow<S extends Slots, A extends BankActionName = never>(flow: FlowDefinition<S, A>): Flow {
  return flow as unknown as Flow;
}
