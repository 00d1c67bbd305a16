/** Whether the service answers. Everything that fails because it does not reports here; one banner shows it. */
import { ProblemError } from '@casebook/ui';
import { signal } from '@preact/signals';

/** Why the service does not answer, while it does not. */
export const outage = signal<ProblemError | undefined>();

const recoveries = new Set<() => void>();

/** Registers what to do when the service is back. */
export const onRecovery = (act: () => void) => void recoveries.add(act);

/**
 * Watches a call: an outage is reported, and an answer after one starts recovery.
 *
 * @returns the answer, or undefined where the service does not answer or the caller no longer wants to know
 * @throws the error of a refusal (4xx), which is about this one call
 */
export async function watched<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    const answer = await call;
    reachable();
    return answer;
  } catch (error) {
    if (error instanceof ProblemError) {
      if (!error.mayPass) throw error;
      outage.value = error;
      return undefined;
    }
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

/** The service has been heard from. */
export function reachable(): void {
  if (!outage.value) return;
  outage.value = undefined;
  for (const act of recoveries) act();
}
