import type { PolicyPageDto } from '@casebook/banking-chatbot-contract';
import { Dialog, ProblemBanner, ProblemError, Skeleton } from '@casebook/ui';
import { useEffect, useRef } from 'preact/hooks';
import { page, read, reading, stopReading } from '../store/policy.store.js';
import { words } from '../words/index.js';

/** The page of the bank's policies that an answer was from, opened at the section it was from. */
export function PolicyDialog() {
  const source = reading.value;
  const got = page.value;
  return (
    <Dialog open={Boolean(source)} onClose={stopReading} labelledBy="policy-title" place="side">
      <article class="policy">
        <p class="policy__kind">{words.policy.title}</p>
        <h2 id="policy-title">{source?.title}</h2>
        {got === undefined && <Skeleton class="policy__loading" />}
        {got instanceof ProblemError ? (
          <ProblemBanner tone="notice" title={words.policy.away} onRetry={() => source && void read(source)}>
            {got.message}
          </ProblemBanner>
        ) : (
          got?.sections.map((section) => <Section key={section.title} {...section} cited={section.title === source?.section} />)
        )}
      </article>
    </Dialog>
  );
}

function Section({ title, text, cited }: PolicyPageDto['sections'][number] & { cited: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (cited) heading.current?.focus();
  }, []);
  return (
    <section class={cited ? 'policy__cited' : ''}>
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  );
}
