import type { JobSummary } from '@casebook/nodule-detector-contract';
import { timeLeft } from '../model/time-left.js';
import { words } from '../words.js';

/** Where a search stands: a word, and while it runs a bar with what is being done and the time left. */
export function JobState({ job, refused = false, title }: { job: JobSummary | undefined; refused?: boolean; title: string }) {
  if (!job) return <span class="state">{refused ? words.job.refused : words.job.none}</span>;
  if (job.status !== 'running') {
    const ahead = job.status === 'queued' && job.ahead !== undefined ? ` · ${words.job.ahead(job.ahead)}` : '';
    return (
      <span class={`state state--${job.status}`} title={job.error?.detail}>
        {words.job.status[job.status]}
        {ahead}
      </span>
    );
  }
  return (
    <span class="state state--running">
      <progress max={1} value={job.progress} aria-label={words.job.progress(title)} />
      <span class="state__words">
        <span>{job.stage ? words.job.stage[job.stage] : words.job.status.running}</span>
        {job.secondsLeft !== undefined && <span class="soft">{timeLeft(job.secondsLeft)}</span>}
      </span>
    </span>
  );
}
