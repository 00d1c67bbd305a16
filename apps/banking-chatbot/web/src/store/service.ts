/** The calls this page makes, with the contract's types. */
import type {
  ConversationsDto,
  DemoCustomersDto,
  DeviceMessagesDto,
  OpenedSessionDto,
  PolicyPageDto,
  SignInDto,
  TranscriptDto,
} from '@casebook/banking-chatbot-contract';
import { createClient } from '@casebook/ui';

/** What proves who is there, sent with every call. */
export const credential: { token: string | undefined } = { token: undefined };

const client = createClient({
  headers: (): Record<string, string> => (credential.token ? { authorization: `Bearer ${credential.token}` } : {}),
});

export const service = {
  customers: () => client.get<DemoCustomersDto>('/v1/customers'),
  openSession: () => client.send<OpenedSessionDto>('POST', '/v1/session', undefined),
  signIn: (who: SignInDto) => client.send<OpenedSessionDto>('POST', '/v1/session/sign-in', who),
  signOut: () => client.send<undefined>('DELETE', '/v1/session', undefined),
  device: () => client.get<DeviceMessagesDto>('/v1/device'),
  conversations: () => client.get<ConversationsDto>('/v1/conversations'),
  transcript: (id: string, after: number) => client.get<TranscriptDto>(`/v1/conversations/${id}`, { query: { after } }),
  policy: (page: string) => client.get<PolicyPageDto>(`/v1/policies/${encodeURIComponent(page)}`),
};
