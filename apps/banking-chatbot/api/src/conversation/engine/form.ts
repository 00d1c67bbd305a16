/** Takes a form on its way: missing values, checks, confirmation, code, action, answer, and back to what was interrupted. */
import type { TaskIntent } from '@casebook/banking-chatbot-contract';
import { say, type Say } from '../../answers/say.js';
import type { FoundTransactions } from '../../bank/actions/transactions.js';
import type { Choice, Form } from '../dialogue-state.js';
import type { Answer, Refused, SlotSpec } from '../flow.js';
import { flowOf } from '../flows/index.js';
import { transactionLabel } from '../labels.js';
import { readerOf } from '../readers/index.js';
import { inWords, type Draft } from './draft.js';
import type { Effectful } from './effects.js';
import type { Filled } from './fill.js';
import { remember } from './remember.js';

const CHOICES = 5;
/** Forms that can wait; the oldest is forgotten beyond. */
const INTERRUPTED = 3;

export const newForm = (flow: TaskIntent, values: Record<string, unknown> = {}): Form => ({
  flow,
  values,
  phase: 'collect',
  asking: null,
  choices: [],
  tries: 0,
});

export const titleOf = (flow: TaskIntent): Say => say(`title.${flow}`);

/** Puts the active form aside, for later. */
export function interrupt({ state }: Draft): void {
  if (state.active) state.interrupted = [...state.interrupted, { ...state.active, phase: 'collect' as const }].slice(-INTERRUPTED);
  state.active = null;
}

/** Goes on with the active form as far as it can. @param filled what the message brought */
export function* proceed(draft: Draft, filled: Filled = { slots: [] }): Effectful {
  const form = draft.state.active!;
  const flow = flowOf(form.flow);
  form.phase = 'collect';
  if (filled.slots.length > 0) Object.assign(form, { tries: 0, choices: [] });
  if (filled.problem && form.values[filled.problem.slot] === undefined) return yield* askAnew(draft, form, filled.problem);
  if (filled.choices && form.values[filled.choices.slot] === undefined)
    return ask(draft, form, filled.choices.slot, filled.choices.choices);
  for (const [name, spec] of Object.entries(flow.slots)) {
    if (form.values[name] === undefined) form.values[name] = spec.byDefault?.(draft.context.facts, form.values);
    if (form.values[name] !== undefined || !spec.required) continue;
    const choices = yield* candidates(draft, form, spec);
    if (choices === 'none') return conclude(draft, { say: [say(spec.none ?? 'problem.nothing_eligible')], refused: true });
    if (choices.length !== 1) return ask(draft, form, name, choices);
    form.values[name] = choices[0]!.value;
  }
  const refused = flow.check?.(form.values as never, draft.context);
  if (refused) return refuse(draft, form, refused);
  remember(draft, form);
  const question = flow.confirm?.(form.values as never, draft.context);
  if (!question) return yield* execute(draft);
  form.phase = 'confirm';
  form.asking = null;
  draft.kind = 'confirm';
  draft.say.push(question);
  draft.buttons = [
    { label: say('button.yes'), move: { intent: 'affirm' } },
    { label: say('button.no'), move: { intent: 'deny' } },
  ];
}

/** A value that can't be is asked for at once: no default may take its place unnoticed. */
function* askAnew(draft: Draft, form: Form, problem: { slot: string; say: Say }): Effectful {
  draft.say.push(problem.say);
  const spec = flowOf(form.flow).slots[problem.slot]!;
  const choices = yield* candidates(draft, form, spec);
  ask(draft, form, problem.slot, choices === 'none' ? [] : choices);
}

/** What a missing slot may be: several, one, or (where only some are eligible) none. */
function* candidates(draft: Draft, form: Form, spec: SlotSpec): Effectful<Choice[] | 'none'> {
  const { facts } = draft.context;
  if (spec.among) {
    const ids = spec.among(facts);
    if (ids.length === 0) return 'none';
    return ids.map((id) => ({ value: id, label: say('line.text', { text: readerOf(spec.reader).show(id, facts) }) }));
  }
  const filter = spec.find?.(form.values);
  if (!filter || !(filter.merchant ?? filter.minor ?? filter.from)) return [];
  const outcome = yield { do: 'bank', action: 'transactions', input: { filter, limit: CHOICES } };
  const { items } = 'ok' in outcome ? (outcome.ok as FoundTransactions) : { items: [] };
  if (items.length === 0) {
    draft.say.push(say('problem.transaction_unknown'));
    for (const other of ['merchant', 'amount', 'period']) delete form.values[other];
    form.tries++;
  }
  const choices = items.map((item) => ({ value: { id: item.id, label: transactionLabel(item) }, label: transactionLabel(item) }));
  if (choices.length > 1) draft.state.mentioned.list = { kind: 'transaction', items: choices.map(({ value }) => value) };
  return choices;
}

/** Asks for a slot. The second time in vain a person is offered, the third the form is dropped. */
function ask(draft: Draft, form: Form, slot: string, choices: Choice[]): void {
  const { facts } = draft.context;
  const { slots } = flowOf(form.flow);
  Object.assign(form, { asking: slot, choices });
  draft.kind = 'ask';
  if (form.tries >= 3) return giveUp(draft, form);
  const shown = Object.entries(form.values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, readerOf(slots[name]!.reader).show(value, facts)] as const],
  );
  if (choices.length > 0) {
    const lines = choices.map(({ label }, i) => say('choice.line', { number: i + 1, label }));
    draft.say.push(say('ask.choose', { choices: { list: lines } }));
  } else draft.say.push(say(slots[slot]!.ask ?? 'ask.value', Object.fromEntries(shown)));
  draft.buttons = choices.map(({ label }, choose) => ({ label, move: { choose } }));
  if (form.tries >= 2) {
    draft.say.push(say('chat.offer_human_slot'));
    draft.buttons.push({ label: say('button.human'), move: { intent: 'talk_to_human' } });
  }
  draft.buttons.push({ label: say('button.cancel'), move: { intent: 'cancel' } });
}

/** Drops the form, and offers a person: never a fourth time the same question. */
export function giveUp(draft: Draft, form: Form): void {
  draft.state.active = null;
  draft.kind = 'not_understood';
  draft.say = [say('chat.too_many_tries', { title: titleOf(form.flow) }), say('chat.offer_human')];
  draft.buttons = [{ label: say('button.human'), move: { intent: 'talk_to_human' } }];
}

function refuse(draft: Draft, form: Form, { reason, slot, values }: Refused): void {
  const sentence = say(`refused.${reason}`, values);
  if (!slot) return conclude(draft, { say: [sentence], refused: true });
  form.values[slot] = undefined;
  form.tries++;
  draft.say.push(sentence);
  ask(draft, form, slot, []);
}

/** Does what the form is for; asks for a code first where the flow wants one. */
export function* execute(draft: Draft, confirmed = draft.input.level === 'confirmed'): Effectful {
  const form = draft.state.active!;
  const flow = flowOf(form.flow);
  if (flow.stepUp && !confirmed) {
    const purpose = flow.stepUp(form.values as never, draft.context);
    yield { do: 'challenge', purpose: inWords(draft, purpose) };
    Object.assign(form, { phase: 'step_up', asking: null, tries: 0 });
    draft.kind = 'step_up';
    draft.say.push(say('chat.step_up'));
    draft.buttons = [{ label: say('button.cancel'), move: { intent: 'cancel' } }];
    return;
  }
  const order = flow.act?.(form.values as never, draft.context);
  const outcome = order ? yield { do: 'bank', ...order } : { ok: undefined };
  if ('refused' in outcome) return conclude(draft, { say: [say(`refused.${outcome.refused}`, outcome.values)], refused: true });
  conclude(draft, flow.answer(outcome.ok as never, form.values as never, draft.context));
}

/** Ends the active form with its answer. */
function conclude(draft: Draft, answer: Answer): void {
  const { state } = draft;
  const form = state.active!;
  draft.kind = answer.refused ? 'refused' : 'answer';
  draft.say.push(...answer.say);
  remember(draft, form);
  if (answer.list) state.mentioned.list = answer.list;
  const card = form.values['card'];
  draft.buttons = (answer.next ?? []).map((flow) => ({
    label: titleOf(flow),
    move: { intent: flow, ...(card !== undefined && 'card' in flowOf(flow).slots ? { values: { card } } : {}) },
  }));
  state.active = null;
  state.failures = 0;
  draft.finished = true;
}
