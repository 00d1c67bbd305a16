import type { ReplyDto } from '@casebook/banking-chatbot-contract';
import { Button } from '@casebook/ui';
import type { Slip } from '../../model/slip.js';
import { exchanges } from '../../store/conversation.store.js';
import { words } from '../../words/index.js';
import { Rosette } from '../ornament.js';
import { choose } from '../quick-replies.js';

/** What is about to happen, to be read and confirmed; once answered it stays as a record, without its buttons. */
export function SlipCard({ slip: { flow, amount, rows }, reply }: { slip: Slip; reply: ReplyDto }) {
  const open = exchanges.value.at(-1)?.reply === reply;
  return (
    <div class={`slip${open ? '' : ' slip--answered'}`}>
      <Rosette class="slip__rosette" />
      <p class="slip__title">{words.slip.title[flow] ?? words.slip.title['default']}</p>
      {amount && <p class="slip__amount">{amount}</p>}
      <dl class="slip__rows">
        {rows.map(([slot, value]) => (
          <div key={slot}>
            <dt>{words.slip.field[slot] ?? slot}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {open && (
        <>
          <div class="slip__choices" role="group" aria-label={words.chat.suggestions}>
            {reply.quickReplies.map(({ label, text }, i) => (
              <Button key={label} tone={i === 0 ? 'main' : 'quiet'} onClick={() => choose(text)}>
                {label}
              </Button>
            ))}
          </div>
          <p class="slip__note">{words.slip.nothingYet}</p>
        </>
      )}
    </div>
  );
}
