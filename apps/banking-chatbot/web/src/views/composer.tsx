import { LIMITS } from '@casebook/banking-chatbot-contract';
import { Button } from '@casebook/ui';
import { signal } from '@preact/signals';
import { write } from '../store/connection.store.js';
import { words } from '../words/index.js';
import { SendIcon } from './icons.js';

/** What is being written; a code from the phone can be put here. */
export const draft = signal('');

const FIELD = 'message';
/** From how few characters left on the customer is told. */
const CLOSE_TO_LIMIT = 200;

/** Where the keyboard is at home. */
export const toComposer = () => document.getElementById(FIELD)?.focus();

/** Where the customer writes: Enter sends, Shift and Enter begin a new line. */
export function Composer() {
  const left = LIMITS.text - draft.value.length;
  const sendable = draft.value.trim().length > 0 && left >= 0;
  const send = () => {
    if (!sendable) return;
    write(draft.peek());
    draft.value = '';
    toComposer();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="ui-hidden" for={FIELD}>
        {words.chat.message}
      </label>
      <textarea
        id={FIELD}
        rows={1}
        placeholder={words.chat.placeholder}
        autocomplete="off"
        enterkeyhint="send"
        aria-describedby="message-left"
        aria-invalid={left < 0}
        value={draft.value}
        onInput={({ currentTarget }) => (draft.value = currentTarget.value)}
        onKeyDown={(event) => {
          // While a word is composed (in Japanese, say) Enter chooses it.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <Button tone="main" type="submit" class="composer__send" aria-label={words.chat.send} disabled={!sendable}>
        <SendIcon />
      </Button>
      <p id="message-left" class="composer__left" role="status">
        {left < 0 ? words.chat.tooLong(-left) : left < CLOSE_TO_LIMIT ? words.chat.left(left) : ''}
      </p>
    </form>
  );
}
