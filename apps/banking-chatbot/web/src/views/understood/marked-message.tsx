import { SLOT_NAMES, type TurnDto } from '@casebook/banking-chatbot-contract';
import { markedPieces } from '../../model/marks.js';
import { words } from '../../words/index.js';
import { percent } from './percent.js';

const HUES = 5;

/** The message with what was marked in it, each mark with its name. */
export function MarkedMessage({ turn: { text, reply } }: { turn: TurnDto }) {
  const { slots } = reply.understood;
  return (
    <section>
      <h3>{words.understood.message}</h3>
      <p class="marked">
        {markedPieces(text, slots).map(({ text: piece, span }, i) =>
          span ? (
            <mark key={i} class={`mark hue--${SLOT_NAMES.indexOf(span.slot) % HUES}`} title={percent(span.confidence)}>
              {piece} <span class="mark__name">{span.slot.replaceAll('_', ' ')}</span>
            </mark>
          ) : (
            piece
          ),
        )}
      </p>
      {!slots.length && <p class="soft">{words.understood.noSlots}</p>}
    </section>
  );
}
