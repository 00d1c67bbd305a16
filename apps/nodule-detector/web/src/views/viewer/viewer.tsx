import { ArrowLeftIcon, ProblemBanner, ProblemError } from '@casebook/ui';
import { useEffect } from 'preact/hooks';
import { titleOf } from '../../model/studies.js';
import { formatRoute } from '../../model/route.js';
import { route } from '../../store/route.store.js';
import { detail, opened, reread } from '../../store/study.store.js';
import { words } from '../../words.js';
import { Findings } from './findings.js';
import { Help } from './help.js';
import { JobCard } from './job-card.js';
import { Planes } from './planes.js';
import { StudyCard } from './study-card.js';
import { Toolbar } from './toolbar.js';

/** One study: its slices, and beside them what was found in them. */
export function Viewer() {
  const study = opened.value?.study;
  const title = study ? titleOf(study) : '…';
  useEffect(() => {
    document.title = `${title} · ${words.title}`;
    return () => (document.title = words.title);
  }, [title]);
  useEffect(() => document.getElementById('viewer-title')?.focus({ preventScroll: true }), []);
  return (
    <main class="viewer">
      <header class="viewer__head">
        <a class="viewer__back" href={formatRoute({ search: route.value.search })}>
          <ArrowLeftIcon />
          {words.viewer.back}
        </a>
        <h1 id="viewer-title" tabIndex={-1}>
          {title}
        </h1>
      </header>
      {detail.value instanceof ProblemError ? (
        <ProblemBanner tone="problem" title={words.viewer.missing} onRetry={() => void reread()}>
          {detail.value.message}
        </ProblemBanner>
      ) : (
        <>
          <div class="viewer__pictures">
            <Toolbar />
            <Planes />
          </div>
          <div class="viewer__panel">
            <Findings />
            <JobCard />
            <StudyCard />
            <Help />
          </div>
        </>
      )}
    </main>
  );
}
