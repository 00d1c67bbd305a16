/** Takes jobs one after another, and sees to it that each ends: done, failed, or back in the queue. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CasebookError, UnavailableError } from '@casebook/core';
import type { Logger } from '@casebook/core/logging';
import { isTransientDatabaseError } from '@casebook/persistence';
import type { DatabaseService } from '../database/database.service.js';
import { claimJob, type ClaimedJob, type ClaimOptions } from './claim-job.js';
import { Heartbeat } from './heartbeat.js';
import { sharesOf, USUAL_SHARES } from './progress.js';
import { JobLostError, type JobReports, type JobResult } from './job-reports.js';

/** Searches the series of a job. */
export type Search = (job: ClaimedJob, heartbeat: Heartbeat, signal: AbortSignal) => Promise<JobResult>;

/** What searches, one job at a time. */
export interface Searcher {
  start(): void;
  readonly search: Search;
  close(): Promise<void>;
}

export interface JobWorkerParts {
  database: DatabaseService;
  reports: JobReports;
  search: Searcher;
  /** Whether there is a model to search with: without one, jobs wait. */
  ready: () => boolean;
  logger: Logger;
  claim: ClaimOptions;
  onEnd?: (status: 'done' | 'failed' | 'again' | 'lost', job: ClaimedJob) => void;
}

/** Looks for work at least so often: notifications may be missed while a connection is lost. */
const IDLE_MS = 2000;
/** The first pause after a failure that may pass by itself; doubled each time. */
const PAUSE_MS = 2000;

export class JobWorker {
  private readonly stopping = new AbortController();
  private running: { abort: AbortController; heartbeat: Heartbeat } | undefined;
  /** As the search before took. */
  private shares = USUAL_SHARES;
  private nudge: () => void = () => undefined;
  private loop: Promise<void> | undefined;

  constructor(private readonly parts: JobWorkerParts) {}

  start(): void {
    this.parts.search.start();
    this.loop ??= this.work();
  }

  /** Look now. */
  wake(): void {
    this.nudge();
  }

  /** A job was cancelled: whether it is ours is found out now instead of at the next heartbeat. */
  check(): void {
    void this.running?.heartbeat.beat();
  }

  /** Ends; what runs goes back into the queue, for whoever is next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.nudge();
    this.running?.abort.abort(shuttingDown());
    await this.loop;
    await this.parts.search.close();
  }

  private async work(): Promise<void> {
    const { database, claim, ready, logger } = this.parts;
    while (!this.stopping.signal.aborted) {
      const job = ready()
        ? await claimJob(database, claim).catch(
            (error: unknown) => void logger.warn({ err: error }, 'the queue cannot be read; trying again'),
          )
        : undefined;
      if (job) await this.run(job);
      else await this.idle();
    }
  }

  private async idle(): Promise<void> {
    const woken = new AbortController();
    this.nudge = () => woken.abort();
    if (this.stopping.signal.aborted) return;
    await sleep(IDLE_MS, undefined, { signal: woken.signal, ref: false }).catch(() => undefined);
  }

  private async run(job: ClaimedJob): Promise<void> {
    const { reports, search, logger, claim, onEnd } = this.parts;
    const abort = new AbortController();
    const heartbeat = new Heartbeat(reports, job, { everyMs: claim.leaseMs / 5, abort, logger, shares: this.shares });
    this.running = { abort, heartbeat };
    if (this.stopping.signal.aborted) abort.abort(shuttingDown()); // it was while the job was claimed
    try {
      const result = await search.search(job, heartbeat, abort.signal);
      await heartbeat.stop();
      abort.signal.throwIfAborted();
      await this.untilItWorks(() => reports.done(job, result));
      this.shares = sharesOf(result.stagesMs) ?? this.shares;
      logger.info({ jobId: job.id, findings: result.findings.length, stagesMs: result.stagesMs }, 'a series was searched');
      onEnd?.('done', job);
    } catch (error) {
      await heartbeat.stop();
      const ended = await this.giveBack(job, abort.signal.aborted ? abort.signal.reason : error).catch((failure: unknown) => {
        logger.warn({ err: failure, jobId: job.id }, 'how a search ended cannot be written; another worker will take it over');
        return 'lost' as const;
      });
      onEnd?.(ended, job);
    } finally {
      this.running = undefined;
    }
  }

  private async giveBack(job: ClaimedJob, error: unknown): Promise<'failed' | 'again' | 'lost'> {
    const { reports, logger, claim } = this.parts;
    if (error instanceof JobLostError) return 'lost';
    if (this.stopping.signal.aborted) {
      await reports.again(job, { afterMs: 0, counts: false });
      return 'again';
    }
    const final = isFinal(error);
    const failure = toFailure(error);
    logger[final ? 'info' : 'error'](
      { jobId: job.id, code: failure.code, attempt: job.attempts, ...(final ? {} : { err: error }) },
      'a search failed',
    );
    if (final || job.attempts >= claim.attempts) {
      await this.untilItWorks(() => reports.failed(job, failure, final));
      return 'failed';
    }
    await this.untilItWorks(() => reports.again(job, { afterMs: PAUSE_MS * 2 ** (job.attempts - 1), counts: true }));
    return 'again';
  }

  /** A result is not thrown away because PostgreSQL is away for a moment. */
  private async untilItWorks(write: () => Promise<void>): Promise<void> {
    for (let pause = 100; ; pause = Math.min(2 * pause, 3000)) {
      try {
        return await write();
      } catch (error) {
        if (!isTransientDatabaseError(error) || this.stopping.signal.aborted) throw error;
        await sleep(pause, undefined, { ref: false });
      }
    }
  }
}

const shuttingDown = () => new UnavailableError('SHUTTING_DOWN', 'The service is shutting down; the search goes on at the next start.');

/** Whether another attempt would end the same way: the series itself is at fault. */
const isFinal = (error: unknown): boolean => error instanceof CasebookError && error.status >= 400 && error.status < 500;

const toFailure = (error: unknown) =>
  error instanceof CasebookError
    ? { code: error.code, detail: error.message }
    : {
        code: 'INTERNAL',
        detail: 'The search failed for a reason that is no fault of the series. The log of the service says more; search again.',
      };
