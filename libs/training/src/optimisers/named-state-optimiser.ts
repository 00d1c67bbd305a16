/**
 * What our optimisers share: parameter groups, and a state that is kept by the variable's name.
 *
 * TensorFlow.js' own optimisers keep theirs by position in the list of gradients, which shifts when a layer is frozen or thawed, and Adam's
 * bias correction comes back from a checkpoint with another rounding. Here a run that goes on from its state is bit-equal to one never stopped.
 */
import { CorruptDataError, InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { type ParameterGroup, type ParameterSettings, parameterSettings } from './parameter-groups.js';

type NamedTensor = Awaited<ReturnType<tf.Optimizer['getWeights']>>[number];

export interface NamedStateOptions {
  learningRate: number;
  /** Decoupled: weights shrink by rate × decay at each step, apart from the gradient (Loshchilov & Hutter 2019). */
  weightDecay?: number;
  groups?: readonly ParameterGroup[];
}

export interface Update extends ParameterSettings {
  value: tf.Tensor;
  gradient: tf.Tensor;
  /** One tensor of the variable's shape for each name in `slotNames`. */
  slots: readonly tf.Tensor[];
  /** The variable's own learning rate: its factor is in it. */
  rate: number;
  /** Updates of this variable, this one counted. */
  step: number;
  /** A tensor of a number, shared by all updates of a step. */
  scalar: (value: number) => tf.Tensor;
}

/** Changes one variable and its slots where they are. */
export interface InPlaceUpdate {
  /** Whether it is for this variable and for the engine in use. */
  fits(variable: tf.Variable): boolean;
  apply(update: Update): void;
  dispose(): void;
}

interface VariableState {
  slots: tf.Variable[];
  /** Updates so far. */
  step: number;
  inPlace?: InPlaceUpdate | undefined;
}

const STEPS = 'steps';

export abstract class NamedStateOptimiser<Options extends Required<NamedStateOptions>> extends tf.Optimizer {
  /** Read anew at each step. */
  learningRate: number;
  /** Names of a variable's slots: `dense/kernel/momentum`. */
  protected abstract readonly slotNames: readonly string[];
  private readonly settings: (name: string, rank: number) => ParameterSettings;
  private readonly states = new Map<string, VariableState>();

  constructor(protected readonly options: Options) {
    super();
    this.learningRate = options.learningRate;
    this.settings = parameterSettings(options.groups, options.weightDecay);
  }

  /** The new value of a variable, and its new slots. */
  protected abstract update(update: Update): { value: tf.Tensor; slots: tf.Tensor[] };

  /** Does what `update` says without new tensors, where the engine in use can. */
  protected inPlace?(variable: tf.Variable, slots: readonly tf.Variable[]): InPlaceUpdate | undefined;

  setLearningRate(rate: number): void {
    this.learningRate = rate;
  }

  /**
   * A variable without gradient (frozen, or not in this loss) keeps its value and its state: it does not even decay.
   * @throws {InvalidInputError} `OPTIMISER_VARIABLE` where a name is no variable's
   */
  override applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    const named: (readonly [string, tf.Tensor | null])[] = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor])
      : Object.entries(gradients);
    tf.tidy(() => {
      const scalar = sharedScalars();
      named.forEach(([name, gradient]) => gradient && this.applyTo(name, gradient, scalar));
    });
    this.incrementIterations();
  }

  private applyTo(name: string, gradient: tf.Tensor, scalar: Update['scalar']): void {
    const variable = tf.engine().registeredVariables[name];
    if (!variable) throw new InvalidInputError('OPTIMISER_VARIABLE', `No variable is called ${name}: was its model disposed?`);
    const state: VariableState = this.states.get(name) ?? { slots: this.slotNames.map(() => tf.variable(tf.zerosLike(variable), false)), step: 0 }; // prettier-ignore
    const settings = this.settings(name, variable.rank);
    const step = state.step + 1;
    const rate = this.learningRate * settings.rateFactor;
    const update: Update = { ...settings, value: variable, gradient, slots: state.slots, rate, step, scalar };
    this.states.set(name, { ...state, step, inPlace: this.apply(variable, update, state) });
  }

  /** @returns what updated in place, for the next time */
  private apply(variable: tf.Variable, update: Update, { slots, inPlace }: VariableState): InPlaceUpdate | undefined {
    const fit = inPlace?.fits(variable) ? inPlace : this.inPlace?.(variable, slots);
    if (inPlace !== fit) inPlace?.dispose();
    if (fit) {
      fit.apply(update);
      return fit;
    }
    const made = this.update(update);
    variable.assign(made.value);
    made.slots.forEach((slot, s) => slots[s]!.assign(slot));
    return undefined;
  }

  /** Forgets the state of these variables, so that one that is thawed again starts clean. */
  forget(names: Iterable<string>): void {
    for (const name of names) {
      const state = this.states.get(name);
      if (state) release(state);
      this.states.delete(name);
    }
  }

  /**
   * The whole state but the learning rate, which is the schedule's: the iterations, the updates of each variable, and its slots, e.g.
   * `dense/kernel/momentum`. The slots stay the optimiser's and change with its next step; the first two tensors are the caller's.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    const states = this.slotNames.length > 0 ? [...this.states] : [];
    const steps = states.map(([, { step }]) => step);
    const slots = states.flatMap(([name, state]) => state.slots.map((tensor, s) => ({ name: `${name}/${this.slotNames[s]!}`, tensor })));
    return [await this.saveIterations(), { name: STEPS, tensor: tf.tensor1d(steps, 'int32') }, ...slots];
  }

  /**
   * Takes what `getWeights` gave, copied: the caller keeps its tensors.
   * @throws {CorruptDataError} `OPTIMISER_STATE` where it is of another optimiser or of other variables; nothing is changed then
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const [iterations, steps, ...slots] = weights;
    const width = this.slotNames.length;
    const counts = steps?.name === STEPS ? [...(await steps.tensor.data())] : undefined;
    if (!iterations || !counts || slots.length !== counts.length * width) {
      throw new CorruptDataError('OPTIMISER_STATE', `This is not the state of ${this.getClassName()}: begin with a new optimiser.`);
    }
    const states = counts.map((step, v) => {
      const own = slots.slice(v * width, (v + 1) * width);
      return { name: this.ownerOf(own), step, own };
    });
    this.dispose();
    await this.extractIterations(weights);
    for (const { name, step, own } of states) {
      this.states.set(name, { step, slots: own.map(({ tensor }) => tf.tidy(() => tf.variable(tensor.clone(), false))) });
    }
  }

  /** Name of the variable whose slots these are. */
  private ownerOf(slots: readonly NamedTensor[]): string {
    const name = slots[0]!.name.slice(0, -this.slotNames[0]!.length - 1);
    const shape = tf.engine().registeredVariables[name]?.shape;
    const fits = (slot: NamedTensor, s: number) =>
      slot.name === `${name}/${this.slotNames[s]!}` && shape && tf.util.arraysEqual(slot.tensor.shape, shape);
    if (slots.every(fits)) return name;
    throw new CorruptDataError(
      'OPTIMISER_STATE',
      `The state has ${slots[0]!.name} of shape [${slots[0]!.tensor.shape}], the variable ${name} ${shape ? `is of [${shape}]` : 'is not there'}: build the same model first.`,
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    return JSON.parse(JSON.stringify({ ...this.options, learningRate: this.learningRate })) as tf.serialization.ConfigDict;
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new cls(config);
  }

  override dispose(): void {
    this.states.forEach(release);
    this.states.clear();
  }
}

function release({ slots, inPlace }: VariableState): void {
  inPlace?.dispose();
  tf.dispose(slots);
}

/** For the surrounding `tf.tidy`. */
function sharedScalars(): Update['scalar'] {
  const made = new Map<number, tf.Tensor>();
  return (value) => {
    const scalar = made.get(value) ?? tf.scalar(value);
    made.set(value, scalar);
    return scalar;
  };
}
