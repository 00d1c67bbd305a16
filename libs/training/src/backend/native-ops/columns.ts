/** Cutting tensors of one width apart and setting them side by side, hundreds of times: TensorFlow.js makes new tensors of axis and sizes each time. */
import * as tf from '@tensorflow/tfjs';
import { float32, nativeCpu } from './native-op.js';

export interface Columns {
  /** [rows, parts · width] to [rows, width] each. */
  split(x: tf.Tensor): tf.Tensor[];
  /** The other way round. */
  concat(parts: tf.Tensor[]): tf.Tensor;
}

/**
 * TensorFlow's ops Split and ConcatV2 on float32, or what the engine has instead.
 * @param parts how many, 2 or more; make it once and use it as long as the surrounding `tf.tidy` lasts
 */
export function columns(parts: number): Columns {
  const engine = nativeCpu();
  if (!engine) {
    const run = (name: string, inputs: unknown, attributes: tf.NamedAttrMap) => tf.engine().runKernel(name, inputs as tf.NamedTensorMap, attributes); // prettier-ignore
    return {
      split: (x) => run('SplitV', { x }, { numOrSizeSplits: parts, axis: 1 }) as tf.Tensor[],
      concat: (list) => run('Concat', list, { axis: 1 }) as tf.Tensor,
    };
  }
  const { TF_ATTR_INT: integer, TF_ATTR_TYPE: type, TF_INT32: int32 } = engine.binding;
  const axis = tf.scalar(1, 'int32');
  const split = [float32(engine), { name: 'num_split', type: integer, value: parts }];
  const concat = [float32(engine), { name: 'N', type: integer, value: parts }, { name: 'Tidx', type, value: int32 }];
  return {
    split: (x) => engine.executeMultipleOutputs('Split', split, [axis, x], parts),
    concat: (list) => engine.executeSingleOutput('ConcatV2', concat, [...list, axis]),
  };
}
