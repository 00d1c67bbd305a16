/** What `GET /v1/live` sends: studies, jobs and findings, as PostgreSQL tells that they changed. */
import { NotFoundError } from '@casebook/core';
import type { Logger } from '@casebook/core/logging';
import type { Finding, JobSummary, LiveFindingsDto, LiveStudyDto } from '@casebook/nodule-detector-contract';
import type { Change } from './changes.js';

/** Bytes a reader may be behind; one that is slower is cut off, and comes again. */
const MOST_BUFFERED = 1024 * 1024;
/** A comment now and then keeps proxies from closing a quiet stream. */
const KEEP_ALIVE_MS = 15_000;

export interface LiveReader {
  write(text: string): void;
  end(): void;
  readonly writableLength: number;
}

/** Where the rest of a change is read. */
export interface LiveSources {
  job(id: string): Promise<JobSummary>;
  active(): Promise<JobSummary[]>;
  soFar(jobId: string): Promise<Finding[] | null>;
  findings(studyUid: string): Promise<Finding[]>;
}

interface Subscriber {
  reader: LiveReader;
  /** Only messages of this study. */
  study: string | undefined;
}

export class LiveService {
  private readonly subscribers = new Set<Subscriber>();
  private readonly timer: NodeJS.Timeout;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly sources: LiveSources,
    private readonly logger: Logger,
  ) {
    this.timer = setInterval(() => this.keepAlive(), KEEP_ALIVE_MS).unref();
  }

  /** Adds a page and tells it what waits and runs. @returns to be called when the page has gone */
  subscribe(reader: LiveReader, study?: string): () => void {
    const subscriber = { reader, study };
    this.subscribers.add(subscriber);
    reader.write(': hello\n\n');
    this.inTurn(async () => {
      for (const job of await this.sources.active()) this.send(subscriber, job.studyUid, message('job', job));
    });
    return () => void this.subscribers.delete(subscriber);
  }

  /** In the order in which they are heard: a job's end never comes before its progress. */
  changed(change: Change): void {
    if (this.subscribers.size > 0) this.inTurn(() => this.tell(change));
  }

  /** Ends every stream, so that a shutdown need not wait for them. */
  stop(): void {
    clearInterval(this.timer);
    for (const { reader } of this.subscribers) reader.end();
    this.subscribers.clear();
  }

  private inTurn(work: () => Promise<void>): void {
    this.turn = this.turn.then(work).catch((error: unknown) => {
      if (!(error instanceof NotFoundError)) this.logger.debug({ err: error }, 'a change was not told'); // else its study was removed meanwhile
    });
  }

  private async tell(change: Change): Promise<void> {
    if (change.kind === 'study') {
      const { studyUid, removed } = change;
      return this.toAll(studyUid, message('study', { studyUid, removed } satisfies LiveStudyDto));
    }
    const job = await this.sources.job(change.jobId);
    if (change.kind === 'job') return this.toAll(job.studyUid, message('job', job));
    const { studyUid, seriesUid } = job;
    const final = change.kind === 'findings';
    const findings = final ? await this.sources.findings(studyUid) : await this.sources.soFar(change.jobId);
    if (!findings) return; // the search has ended meanwhile: its findings are told next
    const told: LiveFindingsDto = {
      jobId: job.id,
      studyUid,
      seriesUid,
      final,
      findings: findings.filter((finding) => finding.seriesUid === seriesUid),
    };
    this.toAll(studyUid, message('findings', told));
  }

  private toAll(studyUid: string, text: string): void {
    for (const subscriber of this.subscribers) this.send(subscriber, studyUid, text);
  }

  private send(subscriber: Subscriber, studyUid: string, text: string): void {
    if (subscriber.study !== undefined && subscriber.study !== studyUid) return;
    if (subscriber.reader.writableLength > MOST_BUFFERED) {
      subscriber.reader.end();
      this.subscribers.delete(subscriber);
    } else subscriber.reader.write(text);
  }

  private keepAlive(): void {
    for (const { reader } of this.subscribers) reader.write(': still here\n\n');
  }
}

const message = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
