/** What the rest of the service may use of the conversation. */
import { stepUpByCode } from '../bank/step-up.js';
import { PolicySearch } from '../policies/index.js';
import { Assistant } from './assistant.js';
import type { AssistantPort } from './assistant.types.js';
import { CreateConversationEvents1764100000003 } from './store/create-conversation-events.migration.js';

export type { Answered, AssistantPort, CustomerSession, Handled, IncomingMessage, StepUp } from './assistant.types.js';
export { Assistant } from './assistant.js';
export { replay } from './replay.js';
export { transcripts } from './transcript.js';

export const conversationMigrations = [CreateConversationEvents1764100000003];

/** The assistant with the bank's policy pages and one-time codes. @param embed the encoder's vector of a text, for the pages */
export function createAssistant({ embed }: { embed(text: string): Promise<Float32Array> }): AssistantPort {
  const policies = new PolicySearch({ embed });
  return new Assistant({ stepUp: stepUpByCode, search: (text, intent, embedding) => policies.answer(text, intent, embedding) });
}
