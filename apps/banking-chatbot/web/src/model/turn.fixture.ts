/** Turns for specs. */
import type { ReplyDto, TurnDto } from '@casebook/banking-chatbot-contract';

/** A turn that differs from a plain one in what is given of its reply. */
export function turnOf(reply: Partial<ReplyDto>, text = 'hello'): TurnDto {
  const { sequence = 1 } = reply;
  return {
    text,
    sentAt: '2026-01-05T10:00:00Z',
    reply: {
      messageId: `m${sequence}`,
      conversationId: '6f1f4f0e-6a53-4d9c-9b0a-0f2a3a2b7c11',
      sequence,
      kind: 'answer',
      text: 'Done.',
      locale: 'en',
      quickReplies: [],
      source: null,
      understood: { intents: [], slots: [], outOfScope: { score: 0, threshold: 1 }, chosen: null },
      state: { active: null, interrupted: [], failures: 0, handedOff: false },
      at: '2026-01-05T10:00:00Z',
      stages: [],
      ...reply,
    },
  };
}
