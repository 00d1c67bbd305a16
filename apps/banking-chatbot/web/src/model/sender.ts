/** Sends what waits in the outbox: one message at a time, the next when the one before has been answered, so that their order holds. */
import type { ProblemDto } from '@casebook/banking-chatbot-contract';
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { nextOf, refuse, without, type Outbox, type Outgoing } from './outbox.js';

export interface Sender {
  /** The message that is on its way. */
  readonly inFlight: ReadonlySignal<string | undefined>;
  /** Whether the service has asked to wait. */
  readonly paused: ReadonlySignal<boolean>;
  /** There is something new in the outbox. */
  poke(): void;
  /** The conversation is open: what is not answered is sent, again where it had been sent before, under its id. */
  ready(): void;
  /** The connection is lost; what was on its way may have arrived or not. */
  lost(): void;
  answered(id: string): void;
  failed(id: string, problem: Pick<ProblemDto, 'status' | 'detail' | 'retryAfterMs'>): void;
}

/** Wait where the service cannot take a message now and does not say for how long. */
const PAUSE_MS = 2_000;

export function createSender(outbox: Signal<Outbox>, send: (message: Outgoing) => boolean): Sender {
  const inFlight = signal<string | undefined>();
  const paused = signal(false);
  let open = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const poke = () => {
    if (!open || inFlight.peek() || paused.peek()) return;
    const next = nextOf(outbox.peek());
    if (next && send(next)) inFlight.value = next.id;
  };
  const go = () => {
    clearTimeout(timer);
    paused.value = false;
    poke();
  };
  return {
    inFlight,
    paused,
    poke,
    ready: () => {
      open = true;
      inFlight.value = undefined;
      go();
    },
    lost: () => {
      open = false;
      inFlight.value = undefined;
      clearTimeout(timer);
      paused.value = false;
    },
    answered: (id) => {
      outbox.value = without(outbox.peek(), id);
      if (inFlight.peek() === id) inFlight.value = undefined;
      poke();
    },
    failed: (id, { status, detail, retryAfterMs }) => {
      if (inFlight.peek() === id) inFlight.value = undefined;
      if (retryAfterMs !== undefined || status === 429 || status >= 500) {
        paused.value = true;
        clearTimeout(timer);
        timer = setTimeout(go, retryAfterMs ?? PAUSE_MS);
      } else {
        outbox.value = refuse(outbox.peek(), id, detail);
        poke();
      }
    },
  };
}
