/** Adam with decoupled weight decay in two passes over memory, in place; TensorFlow.js makes it of thirteen, each with a new tensor. */
import * as tf from '@tensorflow/tfjs';
import { float32, type NativeEngine } from './native-op.js';
import { ResourceVariable } from './resource-variable.js';

export interface FusedAdamStep {
  gradient: tf.Tensor;
  beta1: number;
  beta2: number;
  /** Multiplies m / (√v + floor): the corrections for bias are in it. */
  rate: number;
  floor: number;
  /** The weights are multiplied by 1 − decay first. */
  decay: number;
  /** A tensor of a number, which variables may share. */
  scalar: (value: number) => tf.Tensor;
}

/** So small that a gradient times this changes no weight, and not so small that the product is denormal, which is slow. */
const NOTHING = 1e-25;

/** The update of one variable and its slots. */
export class FusedAdam {
  private readonly resources: ResourceVariable[];

  /** @param slots m and v, of the variable's shape */
  constructor(
    private readonly engine: NativeEngine,
    variable: tf.Variable,
    slots: readonly tf.Variable[],
  ) {
    this.resources = [variable, ...slots].map((each) => new ResourceVariable(engine, each));
  }

  /** m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w(1 − decay) − rate · m / (√v + floor). */
  apply({ gradient, beta1, beta2, rate, floor, decay, scalar }: FusedAdamStep): void {
    const { engine, resources } = this;
    const handles = resources.map(({ handle }) => handle);
    const attributes = [float32(engine), { name: 'use_locking', type: engine.binding.TF_ATTR_BOOL, value: false }];
    const run = (op: string, inputs: tf.Tensor[], more: typeof attributes = []) => engine.executeMultipleOutputs(op, [...attributes, ...more], inputs, 0); // prettier-ignore
    // The proximal step of ½c‖w‖², w/(1 + αc), is the decay for αc = decay/(1 − decay): the one kernel that scales in place.
    const [alpha, none, c] = [NOTHING, 0, decay / (1 - decay) / NOTHING].map(scalar) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const constants = [0, 0, rate, beta1, beta2, floor].map(scalar); // powers of β 0: `rate` and `floor` are corrected already
    ResourceVariable.change(resources, () => {
      if (decay > 0) run('ResourceApplyProximalGradientDescent', [handles[0]!, alpha, none, c, gradient]);
      run('ResourceApplyAdam', [...handles, ...constants, gradient], [{ name: 'use_nesterov', type: engine.binding.TF_ATTR_BOOL, value: false }]); // prettier-ignore
    });
  }

  dispose(): void {
    this.resources.forEach((resource) => resource.dispose());
  }
}
