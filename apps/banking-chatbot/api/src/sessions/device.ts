/** The demo's phone: what the bank has sent to a customer in the last minutes. */
import type { DeviceMessageDto } from '@casebook/banking-chatbot-contract';
import type { EntityManager } from 'typeorm';
import { deviceMessages } from '../bank/index.js';

/** How the bank words a message with a code. */
const CODE = /(?<code>\d{6}) confirms: (?<purpose>.*)\. Valid for (?<minutes>\d+) minutes\.$/s;

/** Messages with a code that may still hold, the latest last. */
export async function codesOn(manager: EntityManager, customerId: string, now = new Date()): Promise<DeviceMessageDto[]> {
  const messages = await deviceMessages(manager, customerId);
  return messages.reverse().flatMap(({ text, sentAt }) => {
    const { code, purpose, minutes } = CODE.exec(text)?.groups ?? {};
    const expiresAt = new Date(Date.parse(sentAt) + Number(minutes) * 60_000);
    return code && purpose && expiresAt > now ? [{ code, purpose, expiresAt: expiresAt.toISOString() }] : [];
  });
}
