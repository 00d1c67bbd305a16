/** The values of a `tf.Variable` where TensorFlow's kernels can change them in place: TensorFlow.js itself makes a new tensor for each change. */
import * as tf from '@tensorflow/tfjs';
import { float32, type NativeEngine } from './native-op.js';

/** TensorFlow's name for a resource of its own that lives as long as its handle. */
const ANONYMOUS = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/**
 * One resource for one variable of float32. Its kernels look how many hold the values: held by the resource alone they are changed in place, and
 * copied first where somebody holds a clone, who then keeps what it was.
 */
export class ResourceVariable {
  readonly handle: tf.Tensor;
  /** Of the values that are in the resource. */
  private held?: tf.DataId;

  constructor(
    private readonly engine: NativeEngine,
    private readonly variable: tf.Variable,
  ) {
    const { TF_ATTR_SHAPE: shape, TF_ATTR_STRING: string } = engine.binding;
    const attributes = [
      float32(engine, 'dtype'),
      { name: 'shape', type: shape, value: variable.shape },
      { name: 'shared_name', type: string, value: ANONYMOUS },
      { name: 'container', type: string, value: '' },
    ];
    this.handle = tf.keep(engine.executeSingleOutput('VarHandleOp', attributes, []));
  }

  /** Runs `change` while the values are the resource's alone: the variable cannot be read within. */
  static change(resources: readonly ResourceVariable[], change: () => void): void {
    resources.forEach((resource) => resource.take());
    try {
      change();
    } finally {
      resources.forEach((resource) => resource.giveBack());
    }
  }

  dispose(): void {
    this.handle.dispose();
  }

  private take(): void {
    const { engine, variable } = this;
    if (variable.dataId !== this.held) engine.executeMultipleOutputs('AssignVariableOp', [float32(engine, 'dtype')], [this.handle, variable], 0); // prettier-ignore
    const nothing = tf.engine().makeTensor(new Float32Array(0), variable.shape, 'float32'); // a shape without values: they are lent
    variable.assign(nothing);
    nothing.dispose();
  }

  private giveBack(): void {
    const values = this.engine.executeSingleOutput('ReadVariableOp', [float32(this.engine, 'dtype')], [this.handle]);
    this.variable.assign(values);
    this.held = values.dataId;
    values.dispose();
  }
}
