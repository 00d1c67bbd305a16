/** The assistant's model for the inference protocol, under the package's name. */
import { NotFoundError } from '@casebook/core';
import { checkInputs, type InferenceModels, type SessionModel, type SubmitOptions, type Tensors, type WorkerPool } from '@casebook/serving';
import { LANES } from './worker/messages.js';

export class AssistantModels implements InferenceModels {
  constructor(
    private readonly name: string,
    readonly version: string,
    private readonly model: SessionModel,
    private readonly pool: WorkerPool,
  ) {}

  names(): string[] {
    return [this.name];
  }

  signature(name: string): SessionModel {
    if (name === this.name) return this.model;
    throw new NotFoundError('MODEL_UNKNOWN', `There is no model '${name.slice(0, 64)}': there is ${this.name}.`);
  }

  async run(name: string, inputs: Tensors, options?: SubmitOptions): Promise<Tensors> {
    checkInputs(this.signature(name).inputs, inputs);
    return (await this.pool.submit<Tensors>(LANES.model, inputs, options)).value;
  }

  ready(): boolean {
    return this.pool.stats.workers > 0;
  }
}
