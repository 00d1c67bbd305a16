import { createLogger } from '@casebook/core/logging';
import type { Finding } from '@casebook/nodule-detector-contract';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClaimedJob } from './claim-job.js';
import { Heartbeat } from './heartbeat.js';
import { JobLostError, type JobProgress, type JobReports } from './job-reports.js';

const job = { id: 'job' } as ClaimedJob;
const beats: Heartbeat[] = [];
afterEach(() => Promise.all(beats.splice(0).map((beat) => beat.stop())));

/** What a job writes, in memory: `answer` is asked each time. */
function listener(answer: () => Promise<void> = async () => undefined) {
  const said: JobProgress[] = [];
  const found: (readonly Finding[])[] = [];
  const reports = {
    progress: async (_: ClaimedJob, progress: JobProgress) => {
      said.push(progress);
      await answer();
    },
    found: async (_: ClaimedJob, findings: readonly Finding[]) => void found.push(findings),
  } as Pick<JobReports, 'progress' | 'found'>;
  const abort = new AbortController();
  const heartbeat = new Heartbeat(reports, job, { everyMs: 20, abort, logger: createLogger('spec', { write: () => undefined }) });
  beats.push(heartbeat);
  return { said, found, heartbeat, signal: abort.signal };
}

describe('a heartbeat', () => {
  it('beats by itself, and is silent once it was stopped', async () => {
    const { said, heartbeat } = listener();
    await expect.poll(() => said.length, { timeout: 30_000 }).toBeGreaterThan(2);
    await heartbeat.stop();
    const count = said.length;
    heartbeat.progress('detect', 0.5);
    heartbeat.found([]);
    await heartbeat.beat();
    expect(said).toHaveLength(count);
  });

  it('says the latest of what happened, findings among it', async () => {
    const { said, found, heartbeat } = listener();
    heartbeat.progress('read', 1);
    heartbeat.took('read', 12.4);
    heartbeat.progress('detect', 0.5);
    heartbeat.found([]);
    await expect.poll(() => found.length, { timeout: 30_000 }).toBe(1);
    await expect.poll(() => said.at(-1), { timeout: 30_000 }).toMatchObject({ stage: 'detect', stagesMs: { read: 12 } });
    expect(said.at(-1)!.progress).toBeCloseTo(0.73, 9);
  });

  it('stops the search whose job is no longer its own', async () => {
    const { signal } = listener(() => Promise.reject(new JobLostError()));
    await expect.poll(() => signal.aborted, { timeout: 30_000 }).toBe(true);
    expect(signal.reason).toBeInstanceOf(JobLostError);
  });

  it('goes on where it cannot be written for the moment', async () => {
    const { said, signal } = listener(() => Promise.reject(new Error('away')));
    await expect.poll(() => said.length, { timeout: 30_000 }).toBeGreaterThan(2);
    expect(signal.aborted).toBe(false);
  });
});
