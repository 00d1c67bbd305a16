/** Says that a job lives and how far it is; hears that it was cancelled. */
import type { Logger } from '@casebook/core/logging';
import type { Finding, JobStage } from '@casebook/nodule-detector-contract';
import type { ClaimedJob } from './claim-job.js';
import { JobLostError, type JobProgress, type JobReports } from './job-reports.js';
import { progressOf, type Shares } from './progress.js';

export interface HeartbeatOptions {
  everyMs: number;
  /** Aborted with a `JobLostError` where the job is no longer ours. */
  abort: AbortController;
  /** How long each stage takes, as far as is known. */
  shares?: Shares;
  logger: Logger;
}

/** Pages hear of progress not more often than this, ms. */
const TELL_MS = 400;

export class Heartbeat {
  private readonly started = performance.now();
  private readonly timer: NodeJS.Timeout;
  private stage: JobStage = 'read';
  private share = 0;
  private stagesMs: Partial<Record<JobStage, number>> = {};
  private written = 0;
  private writing: Promise<void> | undefined;
  private findings: readonly Finding[] | undefined;
  private stopped = false;

  constructor(
    private readonly reports: Pick<JobReports, 'progress' | 'found'>,
    private readonly job: ClaimedJob,
    private readonly options: HeartbeatOptions,
  ) {
    this.timer = setInterval(() => void this.beat(), options.everyMs);
  }

  /** @param share of the stage that is done, 0 … 1 */
  progress(stage: JobStage, share: number): void {
    const changed = stage !== this.stage;
    this.stage = stage;
    this.share = share;
    if (changed || performance.now() - this.written > TELL_MS) void this.beat();
  }

  /** A stage has ended. */
  took(stage: JobStage, ms: number): void {
    this.stagesMs = { ...this.stagesMs, [stage]: Math.round(ms) };
  }

  found(findings: readonly Finding[]): void {
    this.findings = findings;
    void this.beat();
  }

  get times(): Partial<Record<JobStage, number>> {
    return this.stagesMs;
  }

  /** No word is written after it resolves. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.writing;
  }

  private state(): JobProgress {
    const seconds = (performance.now() - this.started) / 1000;
    return { stage: this.stage, ...progressOf(this.stage, this.share, seconds, this.options.shares), stagesMs: this.stagesMs };
  }

  /** Says it now. One word at a time: what changed while one was written is in the next. */
  async beat(): Promise<void> {
    if (this.stopped || this.writing) return;
    this.written = performance.now();
    this.writing = this.tell();
    await this.writing;
    this.writing = undefined;
  }

  private async tell(): Promise<void> {
    const { abort, logger } = this.options;
    try {
      await this.reports.progress(this.job, this.state());
      const { findings } = this;
      this.findings = undefined;
      if (findings) await this.reports.found(this.job, findings);
    } catch (error) {
      if (error instanceof JobLostError) abort.abort(error);
      else logger.debug({ err: error, jobId: this.job.id }, 'a heartbeat could not be written'); // the search goes on; the next one may
    }
  }
}
