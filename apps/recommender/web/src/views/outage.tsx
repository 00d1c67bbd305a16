import { ProblemBanner } from '@casebook/ui';
import { signal } from '@preact/signals';
import { outage, reachable } from '../store/connection.js';
import { service } from '../store/service.js';

const retrying = signal(false);

async function retry(): Promise<void> {
  retrying.value = true;
  try {
    await service.categories();
    reachable();
  } catch {
    // The banner already says why.
  } finally {
    retrying.value = false;
  }
}

/** Shown while the service does not answer; it also leaves by itself when the live stream is back. */
export function Outage() {
  if (!outage.value) return null;
  return (
    <ProblemBanner tone="problem" title="The shop does not answer right now." onRetry={() => void retry()} retrying={retrying.value}>
      Your basket is kept, and what you do meanwhile is passed on later. <span class="soft-code">{outage.value.code}</span>
    </ProblemBanner>
  );
}
