/** Who talks to the bank from this browser. */
import type { DemoCustomerDto, OpenedSessionDto, SessionDto } from '@casebook/banking-chatbot-contract';
import { load, ProblemError, save } from '@casebook/ui';
import { batch, computed, effect, signal } from '@preact/signals';
import { readText } from '../model/read-text.js';
import { turns, turnTo } from './conversation.store.js';
import { credential, service } from './service.js';

const KEY = 'larkspur.session';

/** The session's secret, while there is a session. */
export const token = signal(readText(load(KEY)));
/** The session as the service last told it; undefined until it has, also where there is a token. */
export const session = signal<SessionDto | undefined>();
export const customer = computed(() => session.value?.customer ?? undefined);

effect(() => {
  credential.token = token.value;
  save(KEY, token.value);
});

/** @throws {ProblemError} where the service cannot be asked */
export async function enterAsGuest(): Promise<void> {
  const { data } = await service.openSession();
  begin(data, undefined);
}

/**
 * Signs a customer in. A conversation that a guest has begun goes on; otherwise the customer's last one does, unless a person has it.
 *
 * @throws {ProblemError} where the PIN is wrong, or the service cannot be asked
 */
export async function signIn({ customerId, pin }: DemoCustomerDto): Promise<void> {
  const guest = token.peek() !== undefined && session.peek()?.customer === null;
  if (!guest) {
    await closeSession();
    credential.token = (await service.openSession()).data.token;
  }
  const { data } = await service.signIn({ customerId, pin });
  credential.token = data.token;
  if (guest && turns.peek().length > 0) {
    begin(data);
  } else {
    const { conversations } = (await service.conversations()).data;
    begin(data, conversations.find(({ handedOff }) => !handedOff)?.conversationId);
  }
}

export async function signOut(): Promise<void> {
  await closeSession();
  turnTo(undefined);
}

/** The service knows the session no longer. What waits to be sent is kept, for the customer who comes back to the same conversation. */
export function endSession(): void {
  token.value = undefined;
  session.value = undefined;
}

/** @param conversation to turn to, undefined for a new one; absent: the one that is shown goes on */
function begin({ token: secret, ...opened }: OpenedSessionDto, ...conversation: [] | [string | undefined]): void {
  batch(() => {
    if (conversation.length) turnTo(conversation[0]);
    session.value = opened;
    token.value = secret;
  });
}

async function closeSession(): Promise<void> {
  if (token.peek() === undefined) return;
  try {
    await service.signOut();
  } catch (error) {
    // It ends by itself after a while.
    if (!(error instanceof ProblemError)) throw error;
  }
  endSession();
}
