/** Starts reading on a package of the registry. */
import type { Understanding } from '@casebook/banking-chatbot-contract';
import {
  calibrationFileSchema,
  contractHash,
  labelsFileSchema,
  MAX_TOKENS,
  PACKAGE_FILES,
  PACKAGE_NAME,
} from '@casebook/banking-chatbot-contract/understanding';
import { openRegistry } from '@casebook/model-packages';
import { DynamicBatcher, WorkerPool, workerUrl, type DynamicBatcherOptions } from '@casebook/serving';
import { z } from 'zod';
import { AssistantModels } from './assistant-models.js';
import { MeaningCache } from './meaning-cache.js';
import { UnderstandingService } from './understanding.service.js';
import { LANES, type ReaderData } from './worker/messages.js';

export interface UnderstandingOptions extends Partial<
  Pick<DynamicBatcherOptions<string, Understanding>, 'maxBatch' | 'maxWaiting' | 'objectiveMs' | 'onBatch'>
> {
  /** Folder of the registry. */
  registry: string;
  /** `name@version` or `name@alias`. */
  model?: string;
  workers?: number;
  providers?: readonly string[];
  /** Impersonal messages remembered. */
  remembered?: number;
  onLookup?: (hit: boolean) => void;
}

/** Less than this share of what the model computes is padding. */
const MAX_PADDING = 0.25;
/** English has about four characters a token; [CLS] and [SEP] come on top. A guess: within a worker the tokens themselves are counted. */
const guessTokens = (text: string) => Math.min(MAX_TOKENS, 2 + Math.ceil(text.length / 4));

/**
 * Opens and verifies the package and starts the threads that read.
 *
 * @throws what `openPackage` throws, `PACKAGE_CONTRACT_MISMATCH` among it; `TOKENIZER_INVALID`, `READING_INVALID`, `MODEL_UNLOADABLE`
 *
 * @example
 * const understanding = await createUnderstanding({ registry: 'apps/banking-chatbot/registry' });
 * await understanding.understand('is there a fee for topping up?');
 */
export async function createUnderstanding(options: UnderstandingOptions): Promise<UnderstandingService> {
  const { registry, model: reference = `${PACKAGE_NAME}@champion`, workers = 1, providers = ['cuda', 'cpu'] } = options;
  const pkg = await openRegistry(registry).open(reference, { contractHash: contractHash() });
  const model = pkg.model(PACKAGE_FILES.model.replace(/\.onnx$/, ''));
  const data: ReaderData = {
    model,
    tokenizer: pkg.json(PACKAGE_FILES.tokenizer, z.looseObject({})),
    labels: pkg.json(PACKAGE_FILES.labels, labelsFileSchema),
    calibration: pkg.json(PACKAGE_FILES.calibration, calibrationFileSchema),
    tensors: pkg.tensors(PACKAGE_FILES.outOfScope),
    maxPadding: MAX_PADDING,
    providers,
    intraOpNumThreads: 1,
  };
  const pool = await WorkerPool.start({
    workers,
    maxBatch: 1, // an item is a batch already
    module: workerUrl('./worker/reader.worker', import.meta.url),
    data: () => data,
  });
  const batcher = new DynamicBatcher<string, Understanding>({
    run: async (texts) => (await pool.submit<Understanding[]>(LANES.read, texts)).value.map((value) => ({ value })),
    length: guessTokens,
    maxBatch: options.maxBatch ?? 16,
    maxCells: 16 * 32,
    maxPadding: MAX_PADDING,
    concurrency: workers,
    maxWaiting: options.maxWaiting ?? 1024,
    objectiveMs: options.objectiveMs ?? 500,
    timeoutMs: 5000,
    ...(options.onBatch && { onBatch: options.onBatch }),
  });
  const { name, version } = pkg.manifest;
  return new UnderstandingService({
    pool,
    batcher,
    cache: new MeaningCache({ max: options.remembered ?? 10_000, ...(options.onLookup && { onLookup: options.onLookup }) }),
    models: new AssistantModels(name, version, model, pool),
    package: { name, version },
  });
}
