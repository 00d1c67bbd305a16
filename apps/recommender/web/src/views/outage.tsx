import { ProblemBanner } from '@casebook/ui';
import { outage, probe, probing } from '../store/connection.js';

/** Shown while the service does not answer, or cannot take what is sent; it leaves by itself when that is over. */
export function Outage() {
  const problem = outage.value;
  if (!problem) return null;
  const title = problem.kind === 'unavailable' ? 'The shop cannot do that right now.' : 'The shop does not answer right now.';
  return (
    <ProblemBanner tone="problem" title={title} onRetry={() => void probe()} retrying={probing.value}>
      {problem.kind === 'unavailable' && `${problem.message} `}
      Your basket is kept, and what you do meanwhile is passed on later. <span class="soft-code">{problem.code}</span>
    </ProblemBanner>
  );
}
