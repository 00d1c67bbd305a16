/** Moves within a conversation that are no task: greetings, yes and no, cancel, repeat, back, a person. */
import type { DialogueIntent } from '@casebook/banking-chatbot-contract';
import { say } from '../../answers/say.js';
import { isTask } from '../flows/index.js';
import type { Draft } from './draft.js';
import type { Effectful } from './effects.js';
import { askAgain, notUnderstood } from './failure.js';
import { fillFromSpans, fillFromText } from './fill.js';
import { execute, proceed, titleOf } from './form.js';
import { pick } from './pick.js';
import { startTask } from './tasks.js';

const human = { label: say('button.human'), move: { intent: 'talk_to_human' as const } };

export function handOff(draft: Draft): void {
  draft.state.handedOff = true;
  draft.state.active = null;
  draft.state.interrupted = [];
  draft.handedOff = true;
  draft.kind = 'handed_off';
  draft.say.push(say('chat.handed_off'));
}

function* chat(
  draft: Draft,
  key: 'chat.goodbye' | 'chat.thank' | 'chat.small_talk' | 'chat.complain' | 'chat.nothing_to_confirm',
): Effectful {
  draft.kind = 'chat';
  draft.say.push(say(key));
  yield* askAgain(draft);
}

function cancel(draft: Draft): void {
  const { active } = draft.state;
  if (!active) {
    draft.kind = 'chat';
    draft.say.push(say('chat.nothing_to_cancel'));
    return;
  }
  draft.say.push(say('chat.cancelled', { title: titleOf(active.flow) }));
  draft.state.active = null;
  draft.finished = true;
}

/** "No" with a value corrects, "no" alone ends what was to be confirmed. */
function* deny(draft: Draft): Effectful {
  const form = draft.state.active;
  if (!form) return yield* chat(draft, 'chat.nothing_to_confirm');
  if (form.phase !== 'collect') {
    const filled = change(draft);
    return filled ? yield* proceed(draft, filled) : cancel(draft);
  }
  cancel(draft);
}

function* correct(draft: Draft): Effectful {
  const form = draft.state.active;
  if (!form) {
    draft.kind = 'chat';
    draft.say.push(say('chat.nothing_to_correct'));
    return;
  }
  const filled = change(draft);
  if (filled) return yield* proceed(draft, filled);
  draft.kind = 'ask';
  form.phase = 'collect';
  form.tries++;
  if (form.tries >= 3) return yield* notUnderstood(draft);
  draft.say.push(say('chat.what_to_change'));
}

/** What the message changes in the form, if anything. */
function change(draft: Draft) {
  const form = draft.state.active!;
  const filled = fillFromSpans(draft, form);
  if (filled.slots.length > 0 || filled.problem || filled.choices) return clearProblem(form.values, filled);
  const read = fillFromText(draft, form, 'any');
  return read.slots.length > 0 || read.problem ? clearProblem(form.values, read) : null;
}

/** A correction that isn't valid is asked for, not ignored in favour of the old value. */
function clearProblem<F extends { problem?: { slot: string }; choices?: { slot: string } }>(values: Record<string, unknown>, filled: F): F {
  const slot = filled.problem?.slot ?? filled.choices?.slot;
  if (slot) delete values[slot];
  return filled;
}

function* affirm(draft: Draft): Effectful {
  const { active } = draft.state;
  if (active?.phase === 'confirm') return yield* execute(draft);
  const offer = draft.offered.find(({ move }) => 'intent' in move && (move.intent === 'talk_to_human' || isTask(move.intent)))?.move;
  if (offer && 'intent' in offer && (!active || offer.intent === 'talk_to_human')) {
    return offer.intent === 'talk_to_human'
      ? handOff(draft)
      : isTask(offer.intent)
        ? yield* startTask(draft, offer.intent, offer.values)
        : undefined;
  }
  if (active) return yield* askAgain(draft);
  yield* chat(draft, 'chat.nothing_to_confirm');
}

function* select(draft: Draft): Effectful {
  const { list } = draft.state.mentioned;
  const item = list ? pick(draft, list.items) : undefined;
  if (!list || !item) return yield* notUnderstood(draft);
  draft.say.push(say('chat.selected', { item: item.label }));
  draft.state.mentioned.list = { kind: list.kind, items: [item] };
  if (list.kind === 'account' || list.kind === 'payee' || list.kind === 'card') draft.state.mentioned[list.kind] = item.id;
  const next = (
    {
      transaction: ['dispute_transaction'],
      payee: ['make_transfer'],
      card: ['freeze_card'],
      transfer: ['cancel_transfer'],
      account: ['list_transactions'],
    } as const
  )[list.kind];
  draft.buttons = next.map((flow) => ({ label: titleOf(flow), move: { intent: flow, values: valueFor(list.kind, item) } }));
  draft.state.failures = 0;
}

/** The chosen thing as the value of the flow that is offered for it. */
function valueFor(kind: string, item: { id: string; label: ReturnType<typeof say> }): Record<string, unknown> {
  if (kind === 'transaction') return { transaction: item };
  if (kind === 'payee') return { to: { payeeId: item.id } };
  return { [kind]: item.id };
}

const moves: Record<DialogueIntent, (draft: Draft) => Effectful | void> = {
  affirm,
  deny,
  cancel,
  correct,
  select,
  *inform(draft) {
    if (draft.state.active) return yield* notUnderstood(draft); // what the form could read, it has read before
    draft.kind = 'ask';
    draft.state.failures++;
    draft.say.push(say(draft.state.failures >= 2 ? 'chat.offer_human' : 'chat.what_with_it'));
    if (draft.state.failures >= 2) draft.buttons = [human];
  },
  repeat(draft) {
    draft.kind = 'chat';
    const { lastText } = draft.state;
    draft.say.push(lastText === null ? say('chat.nothing_to_repeat') : say('line.text', { text: lastText }));
    draft.buttons = [];
    draft.state.buttons = draft.offered; // still what they were
  },
  *resume(draft) {
    if (draft.state.active) return yield* askAgain(draft);
    if (draft.state.interrupted.length > 0) {
      draft.finished = true;
      return;
    }
    draft.kind = 'chat';
    draft.say.push(say('chat.nothing_to_resume'));
  },
  *help(draft) {
    draft.kind = 'chat';
    const { active } = draft.state;
    draft.say.push(active ? say('chat.help_form', { title: titleOf(active.flow) }) : say('chat.help'));
    yield* askAgain(draft);
  },
  talk_to_human: handOff,
  *greet(draft) {
    draft.kind = 'chat';
    const { givenName } = draft.context.facts.customer;
    draft.say.push(say('chat.greet', { name: givenName ? say('chat.name', { name: givenName }) : '' }));
    yield* askAgain(draft);
  },
  goodbye: (draft) => chat(draft, 'chat.goodbye'),
  thank: (draft) => chat(draft, 'chat.thank'),
  small_talk: (draft) => chat(draft, 'chat.small_talk'),
  *complain(draft) {
    yield* chat(draft, 'chat.complain');
    draft.buttons.push(human);
  },
};

export function* dialogueMove(draft: Draft, intent: DialogueIntent): Effectful {
  const more = moves[intent](draft);
  if (more) yield* more;
}
