/** The customer's phone, which the demo has to draw since its customers have none. */
import type { DeviceMessageDto } from '@casebook/banking-chatbot-contract';
import { announce, mediaQuery, ProblemError } from '@casebook/ui';
import { signal } from '@preact/signals';
import { words } from '../words/index.js';
import { service } from './service.js';

/** Where there is room the phone lies beside the conversation; elsewhere a code comes in as a push message. */
export const phoneLies = mediaQuery('(min-width: 900px)');

/** The code that came last and can still be used. */
export const arrived = signal<DeviceMessageDto | undefined>();

let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks what is on the phone, after a reload. */
export async function lookAtDevice(): Promise<void> {
  try {
    show((await service.device()).data.messages.at(-1));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}

export function receive(message: DeviceMessageDto): void {
  show(message);
  announce(words.device.arrived(message.purpose, message.code));
}

/** The code is of no use any more, or the phone is somebody else's. */
export const putAway = () => show(undefined);

function show(message: DeviceMessageDto | undefined): void {
  clearTimeout(timer);
  const left = message ? Date.parse(message.expiresAt) - Date.now() : 0;
  arrived.value = left > 0 ? message : undefined;
  if (left > 0) timer = setTimeout(() => (arrived.value = undefined), left);
}
