/** Whether the service answers. Everything that fails because it does not reports here; one banner shows it. */
import { ProblemError } from '@casebook/ui';
import { signal } from '@preact/signals';

/** Why the service does not answer, while it does not. */
export const outage = signal<ProblemError | undefined>();
/** Whether it is being asked at this moment if it is back. */
export const probing = signal(false);

const PAUSE_MS = 3_000;
const LONGEST_PAUSE_MS = 30_000;
const probes = new Set<() => Promise<unknown>>();
const recoveries = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Registers a call that must succeed before the service counts as back. */
export const onProbe = (ask: () => Promise<unknown>) => void probes.add(ask);

/** Registers what to do when the service is back. */
export const onRecovery = (act: () => void) => void recoveries.add(act);

/**
 * Watches a call and reports an outage.
 *
 * @returns the answer, or undefined where the service does not answer or the caller no longer wants to know
 * @throws the error of a refusal (4xx), which is about this one call
 */
export async function watched<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ProblemError) {
      if (!error.mayPass) throw error;
      report(error);
      return undefined;
    }
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

/**
 * Asks whether the service is back: by itself every few seconds (or when the service said to), by the banner's button, and when the live
 * stream opens. A success elsewhere is no proof: with its database away the service still recommends, but takes no events.
 */
export async function probe(): Promise<void> {
  if (!outage.peek() || probing.peek()) return;
  clearTimeout(timer);
  probing.value = true;
  try {
    for (const ask of probes) await ask();
    outage.value = undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    report(error);
  } finally {
    probing.value = false;
  }
  if (!outage.peek()) for (const act of recoveries) act();
}

function report(error: ProblemError): void {
  outage.value = error;
  clearTimeout(timer);
  timer = setTimeout(() => void probe(), Math.min(Math.max(error.retryAfterMs ?? 0, PAUSE_MS), LONGEST_PAUSE_MS));
}
