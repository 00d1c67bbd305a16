/** One message: state + message as understood + facts → new state, effects on the way, reply. Pure. */
import type { Intent, QuickReplyDto, ReplyDto, ReplyKind } from '@casebook/banking-chatbot-contract';
import { say } from '../../answers/say.js';
import type { DialogueState, Move } from '../dialogue-state.js';
import { isTask } from '../flows/index.js';
import { readerOf } from '../readers/index.js';
import { flowOf } from '../flows/index.js';
import { decideIntent, INTERRUPT, isQuestion, pressedButton, type Decision } from './decide-intent.js';
import { dialogueMove } from './dialogue-moves.js';
import { inWords, newDraft, type Draft, type TurnInput } from './draft.js';
import type { Effectful } from './effects.js';
import { askAgain, notUnderstood } from './failure.js';
import { fillFromChoices, fillFromSpans, fillFromText } from './fill.js';
import { execute, proceed, titleOf } from './form.js';
import { checkCode, codeIn, newCode } from './step-up.js';
import { answerQuestion, startPending, startTask } from './tasks.js';

/** A form that nobody went on with is dropped after this. */
export const IDLE_MS = 15 * 60_000;

export interface TurnResult {
  state: DialogueState;
  kind: ReplyKind;
  text: string;
  quickReplies: QuickReplyDto[];
  source: ReplyDto['source'];
  chosen: Intent | null;
  handedOff: boolean;
}

/** @returns the result; yields effects, whose outcomes are given to `next` */
export function* takeTurn(state: DialogueState, input: TurnInput): Effectful<TurnResult> {
  const draft = newDraft(state, input);
  yield* answer(draft);
  yield* returnToInterrupted(draft);
  const text = draft.say
    .map((what) => inWords(draft, what))
    .filter((words) => words !== '')
    .join('\n');
  const quickReplies = draft.buttons.map(({ label }) => inWords(draft, label)).map((label) => ({ label, text: label }));
  if (draft.buttons.length > 0) draft.state.buttons = draft.buttons.map(({ move }, i) => ({ text: quickReplies[i]!.text, move }));
  draft.state.lastText = text;
  draft.state.at = input.at;
  const { kind, source, chosen, handedOff } = draft;
  return { state: draft.state, kind, text, quickReplies, source, chosen, handedOff };
}

function* answer(draft: Draft): Effectful {
  const { state, input } = draft;
  if (state.handedOff) return withPerson(draft);
  dropIdle(draft);
  if (input.text === '') {
    draft.kind = 'not_understood';
    draft.say.push(say('chat.empty'));
    return yield* askAgain(draft);
  }
  const pressed = pressedButton(draft);
  if (pressed) return yield* press(draft, pressed);
  const form = state.active;
  if (form?.phase === 'step_up') {
    const code = codeIn(input.text);
    if (code) return yield* checkCode(draft, code);
    if (input.level === 'confirmed') return yield* execute(draft, true); // the code was given on the page
  }
  const decision = decideIntent(draft);
  if (state.pending) {
    const goesOn = draft.signedIn && 'act' in decision && ['affirm', 'resume', 'inform', 'greet', 'repeat'].includes(decision.act);
    if (goesOn) return yield* startPending(draft);
    if (draft.signedIn) state.pending = null;
  }
  if (form && (yield* goOn(draft, decision))) return;
  if ('outside' in decision) return yield* notUnderstood(draft);
  if ('unsure' in decision) return yield* notUnderstood(draft, decision.unsure);
  yield* act(draft, decision.act);
}

/** What a form makes of a message. @returns whether that was all */
function* goOn(draft: Draft, decision: Decision): Effectful<boolean> {
  const form = draft.state.active!;
  const { text } = draft.input;
  const intent = 'act' in decision ? decision.act : null;
  const other =
    intent !== null &&
    intent !== form.flow &&
    (isTask(intent) || isQuestion(intent)) &&
    (decision as { confidence: number }).confidence >= INTERRUPT;
  const short = text.split(/\s+/).length <= 3;
  // A short message that reads as the value asked for is that value, whatever else it might mean.
  if (other && !(form.phase === 'collect' && form.asking && short && readsAs(draft, form.asking))) return false;
  if (
    intent !== null &&
    !isTask(intent) &&
    !isQuestion(intent) &&
    !['inform', 'select', 'affirm', 'small_talk', 'complain'].includes(intent)
  ) {
    const asked = form.phase === 'collect' && form.asking !== null && intent === 'deny' ? fillFromText(draft, form, form.asking) : null;
    if (asked && asked.slots.length > 0) {
      yield* proceed(draft, asked);
      return true;
    }
    return false;
  }
  if (form.phase !== 'collect' && intent === 'affirm') return false;
  const chosen = form.phase === 'collect' ? fillFromChoices(draft, form) : { slots: [] };
  let filled = chosen.slots.length > 0 ? chosen : fillFromSpans(draft, form);
  const free = form.asking ? ['words', 'name'].includes(flowOf(form.flow).slots[form.asking]!.reader) : false;
  if (
    form.phase === 'collect' &&
    form.asking &&
    !filled.slots.includes(form.asking) &&
    !filled.choices &&
    !(free && filled.slots.length > 0)
  ) {
    const asked = fillFromText(draft, form, form.asking);
    filled =
      asked.slots.length > 0 || filled.slots.length === 0 ? { ...filled, ...asked, slots: [...filled.slots, ...asked.slots] } : filled;
  } else if (form.phase !== 'collect' && filled.slots.length === 0 && intent === 'inform') filled = fillFromText(draft, form, 'any');
  if (filled.slots.length === 0 && !filled.problem && !filled.choices) return false;
  if (filled.slots.length === 0) form.tries++;
  draft.chosen = intent ?? 'inform';
  draft.state.failures = 0;
  yield* proceed(draft, filled);
  return true;
}

/** Whether the message alone is a value of the slot, by a reader that recognises values; nothing is changed. */
function readsAs(draft: Draft, slot: string): boolean {
  const form = structuredClone(draft.state.active!);
  const { reader } = flowOf(form.flow).slots[slot]!;
  if (fillFromChoices(draft, form).slots.length > 0) return true;
  return reader !== 'words' && reader !== 'name' && fillFromText(draft, form, slot).slots.length > 0;
}

function* act(draft: Draft, intent: Intent): Effectful {
  draft.chosen = intent;
  if (isTask(intent)) return yield* startTask(draft, intent);
  if (isQuestion(intent)) {
    yield* answerQuestion(draft, intent);
    return yield* askAgain(draft);
  }
  if (intent === 'out_of_scope') return yield* notUnderstood(draft);
  if (!['inform', 'select'].includes(intent)) draft.state.failures = 0;
  yield* dialogueMove(draft, intent);
}

function* press(draft: Draft, move: Move): Effectful {
  if ('newCode' in move) return draft.state.active ? yield* newCode(draft) : undefined;
  if ('choose' in move) {
    const form = draft.state.active;
    const choice = form?.choices[move.choose];
    if (!form?.asking || !choice) return yield* notUnderstood(draft);
    form.values[form.asking] = choice.value;
    return yield* proceed(draft, { slots: [form.asking] });
  }
  draft.chosen = move.intent;
  if (draft.state.pending && move.intent === 'resume' && draft.signedIn) return yield* startPending(draft);
  if (isTask(move.intent)) return yield* startTask(draft, move.intent, move.values ?? {});
  if (isQuestion(move.intent)) return yield* answerQuestion(draft, move.intent, move.text);
  yield* act(draft, move.intent);
}

function withPerson(draft: Draft): void {
  const intent = draft.input.understanding.intents[0]?.name;
  const back = /\bback to (the )?(assistant|bot)\b/i.test(draft.input.text) || intent === 'resume';
  draft.state.handedOff = !back;
  draft.kind = back ? 'chat' : 'handed_off';
  draft.state.failures = 0;
  draft.say.push(say(back ? 'chat.back_from_person' : 'chat.with_person'));
}

function dropIdle({ state, input, say: sentences }: Draft): void {
  const idle = state.at === null ? 0 : Date.parse(input.at) - Date.parse(state.at);
  if (!state.active || idle <= IDLE_MS) return;
  sentences.push(say('chat.timed_out', { title: titleOf(state.active.flow) }));
  Object.assign(state, { active: null, interrupted: [], pending: null });
}

/** After a form has ended, the one that it interrupted. */
function* returnToInterrupted(draft: Draft): Effectful {
  const { state } = draft;
  if (!draft.finished || state.active || state.handedOff) return;
  const form = state.interrupted.pop();
  if (!form) return;
  state.active = form;
  draft.say.push(say('chat.back_to', { title: titleOf(form.flow) }));
  yield* proceed(draft);
}

/** Slots of the active form, as a customer reads them. */
export function shownValues(draft: Pick<Draft, 'state' | 'context' | 'input'>): Record<string, string> {
  const form = draft.state.active;
  if (!form) return {};
  const { slots } = flowOf(form.flow);
  return Object.fromEntries(
    Object.entries(form.values).flatMap(([name, value]) =>
      value === undefined || value === null
        ? []
        : [[name, inWords(draft as Draft, say('line.text', { text: readerOf(slots[name]!.reader).show(value, draft.context.facts) }))]],
    ),
  );
}
