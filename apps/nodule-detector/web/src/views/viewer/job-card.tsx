import type { JobStage, JobSummary } from '@casebook/nodule-detector-contract';
import { Button, formatDuration, ProblemError } from '@casebook/ui';
import { useState } from 'preact/hooks';
import { isOpen } from '../../model/studies.js';
import { cancelSearch, job, searchAgain, series } from '../../store/study.store.js';
import { words } from '../../words.js';
import { AgainIcon } from '../icons.js';
import { JobState } from '../job-state.js';

/** In their order. Not the contract's list, which brings its schemas with it. */
const STAGES = Object.keys(words.job.stage) as JobStage[];

/** The search: how far it is, where its time went, and the buttons to end it and to begin another. */
export function JobCard() {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const act = async (action: () => Promise<void>) => {
    setBusy(true);
    try {
      await action();
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error.message);
    } finally {
      setBusy(false);
    }
  };
  const now = job.value;
  const shown = series.value;
  return (
    <section class="job" aria-labelledby="job-title">
      <header class="job__head">
        <h2 id="job-title">{words.job.title}</h2>
        {now && isOpen(now) ? (
          <Button disabled={busy} onClick={() => void act(() => cancelSearch(now.id))}>
            {words.job.cancel}
          </Button>
        ) : (
          shown &&
          !shown.refused && (
            <Button disabled={busy} onClick={() => void act(() => searchAgain(shown.seriesUid))}>
              <AgainIcon />
              {now ? words.job.again : words.job.search}
            </Button>
          )
        )}
      </header>
      <JobState job={now} refused={shown?.refused !== undefined} title={words.job.title} />
      {now?.error && <p class="job__error">{now.error.detail}</p>}
      {now && <Stages job={now} />}
      {problem && <p role="alert">{`${words.study.actionFailed} ${problem}`}</p>}
    </section>
  );
}

function Stages({ job: { stagesMs, modelVersion, attempts } }: { job: JobSummary }) {
  const done = STAGES.flatMap((stage) => (stagesMs[stage] === undefined ? [] : [{ stage, ms: stagesMs[stage] }]));
  if (!done.length) return null;
  const total = done.reduce((sum, { ms }) => sum + ms, 0);
  return (
    <>
      <div class="stages" aria-hidden="true">
        {done.map(({ stage, ms }) => (
          <span key={stage} class={`stages__${stage}`} style={{ flexGrow: Math.max(ms, total / 100) }} />
        ))}
      </div>
      <dl class="stages__list">
        {done.map(({ stage, ms }) => (
          <div key={stage}>
            <dt>
              <span class={`stages__key stages__${stage}`} aria-hidden="true" />
              {words.job.stage[stage]}
            </dt>
            <dd>{formatDuration(ms)}</dd>
          </div>
        ))}
        <div class="stages__total">
          <dt>{words.job.total}</dt>
          <dd>{formatDuration(total)}</dd>
        </div>
      </dl>
      <p class="soft">
        {[modelVersion && words.job.model(modelVersion), attempts > 1 && words.job.attempts(attempts)].filter(Boolean).join(' · ')}
      </p>
    </>
  );
}
