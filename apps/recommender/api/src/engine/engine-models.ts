/** The package's models on the engine's workers, for the inference protocol. */
import { NotFoundError } from '@casebook/core';
import { checkInputs, type InferenceModels, type SessionModel, type SubmitOptions, type Tensors, type WorkerPool } from '@casebook/serving';
import { modelLane } from './worker/messages.js';

/** The ranker reads NaN as "does not apply". */
const MAY_BE_MISSING = new Set(['features']);

export class EngineModels implements InferenceModels {
  constructor(
    readonly version: string,
    private readonly models: ReadonlyMap<string, SessionModel>,
    private readonly pool: WorkerPool,
  ) {}

  names(): string[] {
    return [...this.models.keys()];
  }

  signature(name: string): SessionModel {
    const model = this.models.get(name);
    if (!model) throw new NotFoundError('MODEL_UNKNOWN', `There is no model '${name.slice(0, 64)}': there are ${this.names().join(', ')}.`);
    return model;
  }

  async run(name: string, inputs: Tensors, options?: SubmitOptions): Promise<Tensors> {
    checkInputs(this.signature(name).inputs, inputs, MAY_BE_MISSING);
    return (await this.pool.submit<Tensors>(modelLane(name), inputs, options)).value;
  }

  ready(): boolean {
    return this.pool.stats.workers > 0;
  }
}
