/** `understand(text)`: what a message means, without a stop of the event loop. */
import type { Understanding } from '@casebook/banking-chatbot-contract';
import type { DynamicBatcher, InferenceModels, PoolStats, WorkerPool } from '@casebook/serving';
import type { MeaningCache } from './meaning-cache.js';
import type { ReaderInfo } from './worker/messages.js';

export interface Understood {
  understanding: Understanding;
  /** Known from an equal, impersonal message. */
  cached: boolean;
  tookMs: number;
}

export interface UnderstandingParts {
  pool: WorkerPool;
  batcher: DynamicBatcher<string, Understanding>;
  cache: MeaningCache;
  models: InferenceModels;
  package: { name: string; version: string };
}

export class UnderstandingService {
  constructor(private readonly parts: UnderstandingParts) {}

  /**
   * @param text cleaned; offsets of slots point into it
   * @param options `signal`: the message leaves the queue when it aborts
   * @throws {UnavailableError} `SERVING_OVERLOADED` with `retryAfterMs`, `SERVING_TIMEOUT`, `SERVING_WORKER_CRASHED`, `SERVING_CLOSED`
   *
   * @example
   * const { understanding } = await service.understand('freeze my card');
   * understanding.intents[0]; // { name: 'freeze_card', confidence: 0.98 }
   */
  async understand(text: string, { signal }: { signal?: AbortSignal | undefined } = {}): Promise<Understood> {
    const started = performance.now();
    const { batcher, cache } = this.parts;
    const compute = async (shared: AbortSignal | undefined) => (await batcher.submit(text, { signal: shared })).value;
    const found = await cache.get(text, compute, signal);
    return { ...found, tookMs: performance.now() - started };
  }

  /** The encoder's vector of a text at unit length. */
  async embed(text: string): Promise<Float32Array> {
    return (await this.parts.batcher.submit(text)).value.embedding;
  }

  get info(): { name: string; version: string; provider: string } {
    const [reader] = this.parts.pool.info as [ReaderInfo | undefined];
    return { ...this.parts.package, provider: reader?.provider ?? 'none' };
  }

  /** For the Open Inference Protocol. */
  get models(): InferenceModels {
    return this.parts.models;
  }

  get stats(): PoolStats & { refused: number } {
    const { waiting, refused } = this.parts.batcher.stats;
    return { ...this.parts.pool.stats, waiting, refused };
  }

  async close(): Promise<void> {
    await this.parts.batcher.close();
    await this.parts.pool.close();
  }
}
