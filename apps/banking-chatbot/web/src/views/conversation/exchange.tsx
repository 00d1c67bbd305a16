import { Button } from '@casebook/ui';
import type { Outgoing } from '../../model/outbox.js';
import { without } from '../../model/outbox.js';
import type { Exchange } from '../../model/transcript.js';
import { away, inFlight, sendAgain } from '../../store/connection.store.js';
import { outbox, partial, typing } from '../../store/conversation.store.js';
import { words } from '../../words/index.js';
import { Flower } from '../ornament.js';
import { Reply } from './reply.js';
import { Text } from './text.js';

/** One message and what came of it. */
export function ExchangeItem({ exchange: { id, text, reply, outgoing } }: { exchange: Exchange }) {
  return (
    <li class="exchange">
      <div class={`said${outgoing ? ' said--waiting' : ''}`}>
        <span class="ui-hidden">{words.chat.you}: </span>
        <p class="said__text">{text}</p>
      </div>
      {outgoing && <Fate message={outgoing} />}
      {reply ? <Reply reply={reply} /> : inFlight.value === id && <Coming id={id} />}
    </li>
  );
}

/** What becomes of a message that is not answered yet. */
function Fate({ message: { id, refused } }: { message: Outgoing }) {
  if (refused === undefined) return away.value ? <p class="fate">{words.sending.waiting}</p> : null;
  return (
    <div class="fate fate--refused">
      <p>
        <strong>{words.sending.refused}.</strong> {refused}
      </p>
      <Button onClick={() => sendAgain(id)}>{words.sending.again}</Button>
      <Button onClick={() => (outbox.value = without(outbox.peek(), id))}>{words.sending.drop}</Button>
    </div>
  );
}

/** The reply while it is being written. */
function Coming({ id }: { id: string }) {
  const text = partial.value?.id === id ? partial.value.text : '';
  if (!text && !typing.value) return null;
  return (
    <div class="reply" aria-busy="true">
      <Flower size={28} />
      <div class="reply__body">
        {text ? (
          <Text text={text} />
        ) : (
          <p class="writing">
            <span class="ui-hidden">{words.chat.typing}</span>
            <i />
            <i />
            <i />
          </p>
        )}
      </div>
    </div>
  );
}
