/** A turn's result as the reply that leaves the service. */
import type { ReplyDto } from '@casebook/banking-chatbot-contract';
import { newDraft, type TurnInput } from './engine/draft.js';
import { shownValues, type TurnResult } from './engine/turn.js';

/** How many intents are shown. */
const INTENTS_SHOWN = 5;

export function replyOf(
  result: TurnResult,
  input: TurnInput,
  { conversationId, sequence, stages }: Pick<ReplyDto, 'conversationId' | 'sequence' | 'stages'>,
): ReplyDto {
  const { state, kind, text, quickReplies, source, chosen } = result;
  const { understanding } = input;
  const { active } = state;
  return {
    messageId: input.messageId,
    conversationId,
    sequence,
    kind,
    text,
    locale: input.locale,
    quickReplies,
    source,
    understood: {
      intents: understanding.intents.slice(0, INTENTS_SHOWN),
      slots: understanding.slots,
      outOfScope: understanding.outOfScope,
      chosen,
    },
    state: {
      active: active && { flow: active.flow, phase: active.phase, asking: active.asking, values: shownValues(newDraft(state, input)) },
      interrupted: state.interrupted.map(({ flow }) => flow),
      failures: state.failures,
      handedOff: state.handedOff,
    },
    at: input.at,
    stages,
  };
}
