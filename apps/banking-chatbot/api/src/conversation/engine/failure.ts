/** What is said when a message was not understood: ask back once, then offer a person. Never in circles. */
import type { Intent } from '@casebook/banking-chatbot-contract';
import { say } from '../../answers/say.js';
import { isTask } from '../flows/index.js';
import type { Button, Draft } from './draft.js';
import type { Effectful } from './effects.js';
import { fillFromSpans } from './fill.js';
import { giveUp, newForm, proceed } from './form.js';

const human: Button = { label: say('button.human'), move: { intent: 'talk_to_human' } };

/** Outside of a form, or of what it asks for. @param options the two likeliest meanings, where there are any */
export function* notUnderstood(draft: Draft, options?: [Intent, Intent]): Effectful {
  const { state } = draft;
  state.failures++;
  draft.kind = 'not_understood';
  const form = state.active;
  if (form) {
    form.tries++;
    if (form.tries >= 3) return giveUp(draft, form);
    draft.say.push(say(options ? 'chat.not_understood' : 'chat.out_of_scope'));
    return yield* askAgain(draft);
  }
  if (state.failures >= 2) {
    draft.say.push(say('chat.offer_human'));
    draft.buttons = [human];
  } else if (options) {
    draft.kind = 'clarify';
    draft.say.push(say('chat.clarify'));
    draft.buttons = options.map((intent) => clarifying(draft, intent));
  } else draft.say.push(say('chat.out_of_scope'));
}

/** A button that means the intent, with what the message said for it. */
function clarifying(draft: Draft, intent: Intent): Button {
  const label = say(`title.${intent}` as 'title.ask_fees');
  if (!isTask(intent)) return { label, move: { intent, text: draft.input.text } };
  const form = newForm(intent);
  if (draft.signedIn) fillFromSpans(draft, form);
  return { label, move: { intent, values: form.values } };
}

/** The form's question or confirmation once more, after something else was said. */
export function* askAgain(draft: Draft): Effectful {
  const { state, kind } = draft;
  const form = state.active;
  if (!form) return;
  if (form.phase === 'step_up') {
    draft.say.push(say('chat.step_up'));
    draft.buttons = [
      { label: say('button.new_code'), move: { newCode: true } },
      { label: say('button.cancel'), move: { intent: 'cancel' } },
    ];
    draft.kind = 'step_up';
  } else yield* proceed(draft);
  if (form.tries >= 2 && !draft.buttons.some(({ move }) => 'intent' in move && move.intent === 'talk_to_human')) {
    draft.say.push(say('chat.offer_human_slot'));
    draft.buttons.push(human);
  }
  if (kind === 'not_understood') draft.kind = kind;
}
