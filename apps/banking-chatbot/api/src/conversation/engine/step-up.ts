/** While a code is waited for. */
import { say } from '../../answers/say.js';
import type { Draft } from './draft.js';
import type { Effectful } from './effects.js';
import { execute, titleOf } from './form.js';

/** Six digits, maybe in two groups, and little else. */
const CODE = /^\D{0,30}?(\d{3})[ -]?(\d{3})\D{0,10}$/;

export const codeIn = (text: string): string | null => {
  const found = CODE.exec(text);
  return found ? found[1]! + found[2]! : null;
};

/** Checks a code: goes on, asks again, or drops the form. */
export function* checkCode(draft: Draft, code: string): Effectful {
  const form = draft.state.active!;
  const outcome = yield { do: 'verify', code };
  const verdict = 'ok' in outcome ? outcome.ok : 'expired';
  if (verdict === 'accepted') return yield* execute(draft, true);
  if (verdict === 'expired') return yield* newCode(draft);
  draft.kind = 'step_up';
  if (verdict === 'locked') {
    draft.kind = 'refused';
    draft.say.push(say('chat.code_locked', { title: titleOf(form.flow) }));
    draft.state.active = null;
    draft.finished = true;
    return;
  }
  draft.say.push(say('chat.code_wrong'));
  draft.buttons = [
    { label: say('button.new_code'), move: { newCode: true } },
    { label: say('button.cancel'), move: { intent: 'cancel' } },
  ];
}

export function* newCode(draft: Draft): Effectful {
  draft.say.push(say('chat.code_expired'));
  yield* execute(draft, false);
  draft.say.pop(); // "I have sent a code" is said already
}
