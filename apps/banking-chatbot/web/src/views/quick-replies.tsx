import { Button } from '@casebook/ui';
import { exchanges, latest } from '../store/conversation.store.js';
import { write } from '../store/connection.store.js';
import { customer } from '../store/session.store.js';
import { words } from '../words/index.js';
import { toComposer } from './composer.js';
import { choosing } from './customer-dialog.js';
import { KeyIcon } from './icons.js';

/** What may be answered with one press. Just before the field in the page's order, so that Shift and Tab lead there from it. */
export function QuickReplies() {
  const reply = latest.value;
  const answered = exchanges.value.at(-1)?.reply !== reply;
  if (!reply || answered) return null;
  const signIn = reply.kind === 'sign_in' && !customer.value;
  // Those of a slip are on the slip; that one has signed in is said once it is so.
  const choices = reply.kind === 'confirm' || signIn ? [] : reply.quickReplies;
  if (!signIn && !choices.length) return null;
  return (
    <div class="quick" role="group" aria-label={words.chat.suggestions}>
      {signIn && (
        <Button tone="main" aria-haspopup="dialog" onClick={() => (choosing.value = true)}>
          <KeyIcon /> {words.chat.signIn}
        </Button>
      )}
      {choices.map(({ label, text }) => (
        <Button key={label} class="quick__one" onClick={() => choose(text)}>
          {label}
        </Button>
      ))}
    </div>
  );
}

/** Says what a button stands for; the keyboard goes on in the field, since the button is gone. */
export function choose(text: string): void {
  write(text);
  toComposer();
}
