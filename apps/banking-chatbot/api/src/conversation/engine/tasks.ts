/** Begins a task, or answers a question. */
import type { QuestionIntent, TaskIntent } from '@casebook/banking-chatbot-contract';
import { say } from '../../answers/say.js';
import type { Form } from '../dialogue-state.js';
import { flowOf } from '../flows/index.js';
import type { Draft } from './draft.js';
import type { Effectful, PolicyAnswer } from './effects.js';
import { fillFromSpans } from './fill.js';
import { interrupt, newForm, proceed, titleOf } from './form.js';

/** @param values known already, e.g. of a button; without them the message is read */
export function* startTask(draft: Draft, flow: TaskIntent, values?: Record<string, unknown>): Effectful {
  const { state } = draft;
  const form = newForm(flow, { ...values });
  if (flowOf(flow).access === 'customer' && !draft.signedIn) {
    draft.kind = 'sign_in';
    state.pending = { flow, spans: draft.input.understanding.slots, text: draft.input.text };
    draft.say.push(say('chat.sign_in', { title: titleOf(flow) }));
    draft.buttons = [{ label: say('button.signed_in'), move: { intent: 'resume' } }];
    return;
  }
  state.failures = 0;
  state.interrupted = state.interrupted.filter((other) => other.flow !== flow);
  if (state.active?.flow === flow) state.active = null; // begun anew
  interrupt(draft);
  state.active = form;
  const filled = values ? { slots: [] } : fillFromSpans(draft, form);
  if (!values) refer(draft, form);
  yield* proceed(draft, filled);
}

const IT = /\b(it|this|that|same)( (card|one))?\b/i;

/** "Freeze it": the card that was spoken of, where nothing else was named and the task allows it. */
function refer({ state, context, input }: Draft, form: Form): void {
  const { card } = state.mentioned;
  const named = input.understanding.slots.some(({ slot }) => slot === 'card' || slot === 'ordinal');
  if (card === undefined || named || !IT.test(input.text)) return;
  for (const [name, { reader, among }] of Object.entries(flowOf(form.flow).slots)) {
    if (reader === 'card' && (among?.(context.facts).includes(card) ?? true)) form.values[name] = card;
  }
}

/** What was asked for before the sign-in, with what was said then. */
export function* startPending(draft: Draft): Effectful {
  const { flow, spans, text } = draft.state.pending!;
  draft.state.pending = null;
  const { input } = draft;
  const then = { ...input, text, understanding: { ...input.understanding, slots: spans } };
  draft.input = then;
  yield* startTask(draft, flow);
  draft.input = input;
}

/** From the bank's policy pages. @param text the question; that of an earlier message where a button is pressed */
export function* answerQuestion(draft: Draft, intent: QuestionIntent, text = draft.input.text): Effectful {
  const outcome = yield { do: 'search', text, intent };
  const found = 'ok' in outcome ? (outcome.ok as PolicyAnswer | null) : null;
  draft.kind = 'answer';
  if (!found) {
    draft.say.push(say('chat.no_page'));
    return;
  }
  draft.state.failures = 0;
  draft.source = { page: found.page, title: found.title, section: found.section };
  draft.say.push(say('chat.answer', { text: found.text }), say('chat.source', { title: found.title }));
}
