/** Models in worker threads: what everything but the engine of a case study needs to run one. */
import { CasebookError, NotFoundError } from '@casebook/core';
import { checkInputs } from '../sessions/check-inputs.js';
import type { SessionModel, SkippedProvider } from '../sessions/session.js';
import type { Tensors } from '../sessions/tensor.js';
import type { InferenceWorkerData } from './inference.worker.js';
import { type PoolOptions, type PoolStats, type SubmitOptions, WorkerPool } from './worker-pool.js';
import { workerUrl } from './worker-url.js';

export interface InferencePoolOptions extends Omit<PoolOptions, 'module' | 'data'>, Omit<InferenceWorkerData, 'models'> {
  /** By name, as `ModelPackage.model` gives them. */
  models: Record<string, SessionModel>;
  /** What the protocol calls the models' version. */
  version?: string;
  /** Inputs in which NaN stands for "does not apply". */
  mayBeMissing?: readonly string[];
}

/** The provider a model runs on, and those that were asked for before it and did not work. */
export interface ProviderInUse {
  provider: string;
  skipped: SkippedProvider[];
}

/** Something that can run models by name: a pool here, a router between versions later. */
export interface InferenceModels {
  /** Of all of them: they are of one package. */
  readonly version: string;
  names(): string[];
  /** @throws {NotFoundError} `MODEL_UNKNOWN` */
  signature(name: string): Omit<SessionModel, 'bytes'>;
  run(name: string, inputs: Tensors, options?: SubmitOptions): Promise<Tensors>;
  ready(): boolean;
}

export class InferencePool implements InferenceModels {
  private readonly nullable: ReadonlySet<string>;

  private constructor(
    private readonly models: ReadonlyMap<string, SessionModel>,
    readonly version: string,
    mayBeMissing: readonly string[],
    private readonly pool: WorkerPool,
  ) {
    this.nullable = new Set(mayBeMissing);
  }

  /** Resolves when every worker has loaded and warmed up every model; throws what `Session.open` throws. */
  static async create({
    models,
    version = '1',
    mayBeMissing = [],
    providers,
    intraOpNumThreads,
    warmUpAxes,
    ...options
  }: InferencePoolOptions): Promise<InferencePool> {
    const data: InferenceWorkerData = {
      models,
      ...(providers && { providers }),
      ...(intraOpNumThreads && { intraOpNumThreads }),
      ...(warmUpAxes && { warmUpAxes }),
    };
    const pool = await WorkerPool.start({ ...options, module: workerUrl('./inference.worker', import.meta.url), data: () => data });
    return new InferencePool(new Map(Object.entries(models)), version, mayBeMissing, pool);
  }

  names(): string[] {
    return [...this.models.keys()];
  }

  signature(name: string): SessionModel {
    const model = this.models.get(name);
    if (!model) throw new NotFoundError('MODEL_UNKNOWN', `There is no model '${name.slice(0, 64)}': there are ${this.names().join(', ')}.`);
    return model;
  }

  /**
   * @throws {InvalidInputError} `INPUT_*` where the inputs do not fit the signature; the errors of `WorkerPool.submit`
   *
   * @example
   * const { score } = await pool.run('ranker', { features: { dtype: 'float32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) } });
   */
  async run(name: string, inputs: Tensors, options?: SubmitOptions): Promise<Tensors> {
    checkInputs(this.signature(name).inputs, inputs, this.nullable);
    return (await this.pool.submit<Tensors>(name, inputs, options)).value;
  }

  ready(): boolean {
    return this.pool.stats.workers > 0;
  }

  /** By model: the first worker's, as all have the same machine. */
  get providers(): Record<string, ProviderInUse> {
    const [info] = this.pool.info;
    if (!info) throw new CasebookError('SERVING_CLOSED', 'No worker is running.', { status: 503 });
    return info as Record<string, ProviderInUse>;
  }

  get stats(): PoolStats {
    return this.pool.stats;
  }

  close(graceMs?: number): Promise<void> {
    return this.pool.close(graceMs);
  }
}
