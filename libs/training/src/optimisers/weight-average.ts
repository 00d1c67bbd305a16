/** Moving average of the weights, for evaluation and for the model that is kept. */
import { ConflictError, CorruptDataError, InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { State, Stateful } from '../checkpoint/stateful.js';

const valuesSchema = z.strictObject({ updates: z.int().min(0), swapped: z.boolean() });

/**
 * Exponential moving average without the bias towards where it began: after t updates it is Σ dᵗ⁻ⁱ wᵢ / Σ dᵗ⁻ⁱ over i = 1 … t.
 *
 * That is the usual update with a decay that warms up, d(1 − dᵗ⁻¹)/(1 − dᵗ): 0 at first, so that the initial weights leave no trace, then
 * nearing d (the correction of Kingma & Ba 2015, section 3, for an average of weights).
 *
 * @example
 * const average = new WeightAverage(modelWeights(model), 0.999);
 * average.update(); // after each step
 * const recall = await average.during(() => evaluate(model));
 */
export class WeightAverage implements Stateful {
  private readonly averages: ReadonlyMap<string, tf.Variable>;
  private updates = 0;
  private swapped = false;

  /**
   * @param variables by names that are the same in the next process
   * @throws {InvalidInputError} `AVERAGE_DECAY` where `decay` is not in (0, 1)
   */
  constructor(
    private readonly variables: ReadonlyMap<string, tf.Variable>,
    private readonly decay: number,
  ) {
    if (!(decay > 0 && decay < 1))
      throw new InvalidInputError('AVERAGE_DECAY', `A decay of ${decay} averages nothing: take 0.9 to 0.9999.`);
    this.averages = new Map([...variables].map(([name, variable]) => [name, tf.tidy(() => tf.variable(variable.clone(), false))]));
  }

  /** @throws {ConflictError} `AVERAGE_SWAPPED` where the variables hold the averages */
  update(): void {
    if (this.swapped) throw new ConflictError('AVERAGE_SWAPPED', 'The variables hold the averages: swap them back before the next step.');
    const decay = (this.decay * (1 - this.decay ** this.updates)) / (1 - this.decay ** (this.updates + 1));
    tf.tidy(() => {
      this.variables.forEach((variable, name) => {
        const average = this.averages.get(name)!;
        average.assign(decay === 0 ? variable.clone() : average.add(variable.sub(average).mul(1 - decay)));
      });
    });
    this.updates++;
  }

  /** Exchanges the values of the variables and the averages; a second call puts them back. Nothing is copied. */
  swap(): void {
    tf.tidy(() => {
      this.variables.forEach((variable, name) => {
        const average = this.averages.get(name)!;
        const values = average.clone();
        average.assign(variable.clone());
        variable.assign(values);
      });
    });
    this.swapped = !this.swapped;
  }

  /** Runs a function while the variables hold the averages, and puts the weights back whatever happens. */
  async during<T>(run: () => T | Promise<T>): Promise<T> {
    this.swap();
    try {
      return await run();
    } finally {
      this.swap();
    }
  }

  state(): State {
    return { values: { updates: this.updates, swapped: this.swapped }, tensors: Object.fromEntries(this.averages) };
  }

  /** @throws {CorruptDataError} `AVERAGE_STATE` where it is of other variables; nothing is changed then */
  restore({ values, tensors = {} }: State): void {
    const read = valuesSchema.safeParse(values);
    const fits = [...this.averages].every(([name, { shape }]) => tensors[name] && tf.util.arraysEqual(tensors[name].shape, shape));
    if (!read.success || !fits) throw new CorruptDataError('AVERAGE_STATE', 'This is no average of these weights: begin with a new one.');
    this.averages.forEach((average, name) => tf.tidy(() => average.assign(tensors[name]!.clone())));
    ({ updates: this.updates, swapped: this.swapped } = read.data);
  }

  dispose(): void {
    this.averages.forEach((average) => average.dispose());
  }
}
