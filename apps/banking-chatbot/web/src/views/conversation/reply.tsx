import type { ReplyDto } from '@casebook/banking-chatbot-contract';
import { Button } from '@casebook/ui';
import { blocksOf } from '../../model/blocks.js';
import { slipOf } from '../../model/slip.js';
import { lookAt } from '../../store/understood.store.js';
import { clockTime, words } from '../../words/index.js';
import { TakenApartIcon } from '../icons.js';
import { Flower } from '../ornament.js';
import { SlipCard } from './slip-card.js';
import { namesSource, Source, Text } from './text.js';

/** What the bank answered. */
export function Reply({ reply }: { reply: ReplyDto }) {
  const slip = slipOf(reply);
  const { source } = reply;
  return (
    <div class={`reply reply--${reply.kind}`}>
      <Flower size={28} />
      <div class="reply__body">
        <span class="ui-hidden">{words.chat.assistant}: </span>
        <Text text={reply.text} source={source} />
        {slip && <SlipCard slip={slip} reply={reply} />}
        {source && !blocksOf(reply.text).some((block) => namesSource(block, source)) && <Source source={source} />}
        <p class="reply__foot">
          <time dateTime={reply.at}>{clockTime(new Date(reply.at))}</time>
          <Button
            tone="bare"
            class="reply__look"
            aria-label={words.chat.understood}
            title={words.chat.understood}
            onClick={() => lookAt(reply.messageId)}
          >
            <TakenApartIcon />
          </Button>
        </p>
      </div>
    </div>
  );
}
