/** Topics of the chat, `<domain>.<entity>.v<major>`. All but `turns` carry what customers wrote and are readable only for what needs it. */
export const TOPICS = {
  messages: 'chat.messages.v1',
  replies: 'chat.replies.v1',
  handoffs: 'chat.handoffs.v1',
  /** For monitoring: no text, no customer. */
  turns: 'chat.turns.v1',
} as const;
