/** When the ways in open and close. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@casebook/core/logging';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DimseService } from '../dimse/dimse.service.js';
import type { SeriesQueue } from '../studies/series-queue.js';

export interface IntakeRuntimeParts {
  dimse: DimseService | undefined;
  queue: SeriesQueue;
  /** Threads and files that end last. */
  closing: readonly { close(): Promise<void> }[];
  logger: Logger;
}

@Injectable()
export class IntakeRuntime implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private recovering: Promise<void> = Promise.resolve();

  constructor(private readonly parts: IntakeRuntimeParts) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.parts.dimse?.listen();
    this.recovering = this.queueForgotten();
  }

  /** While the database is still there: associations hand on what they have brought. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.parts.dimse?.close();
    await this.recovering;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.parts.closing.map((part) => part.close()));
  }

  /** Batches that a crash left open; the database may not be connected yet. */
  private async queueForgotten(): Promise<void> {
    const { logger, queue } = this.parts;
    while (!this.stopping.signal.aborted) {
      try {
        const series = await queue.queueForgotten();
        if (series > 0) logger.info({ series }, 'series of batches that were never closed are searched now');
        return;
      } catch {
        await sleep(500, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined);
      }
    }
  }
}
