/** The memory of an optimiser, completely: what `getWeights` tells does not bring TensorFlow.js' Adam back bit by bit. */
import { CorruptDataError, InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import type { Json, Stateful } from './stateful.js';

/**
 * What `getWeights` and `setWeights` pass, in its order, and the optimiser's own variables beside: Adam keeps β₁ᵗ and β₂ᵗ as running products,
 * which `setWeights` sets to powers, and these differ in the last bits.
 *
 * @param variables by their names in the checkpoint, which stand in it for `variable.name`: that counts the variables of this process
 */
export function optimiserState(optimiser: tf.Optimizer, variables: ReadonlyMap<string, tf.Variable>): Stateful {
  const replacing = [...variables].map(([kept, { name }]) => ({ kept, name }));
  const renamed = (name: string, from: 'name' | 'kept', to: 'name' | 'kept') => {
    const owner = replacing.find((variable) => name.startsWith(`${variable[from]}/`));
    return owner ? owner[to] + name.slice(owner[from].length) : name;
  };
  return {
    state: async () => {
      const order: string[] = [];
      const counts: Record<string, Json> = {};
      const tensors: Record<string, tf.Tensor> = {};
      for (const { name, tensor } of await weightsOf(optimiser)) {
        const kept = renamed(name, 'name', 'kept');
        order.push(kept);
        if (tensor instanceof tf.Variable) tensors[kept] = tensor;
        else counts[kept] = await taken(tensor);
      }
      for (const [name, field] of fieldsOf(optimiser)) tensors[`field/${name}`] = field;
      return { values: { order, counts }, tensors };
    },
    restore: async ({ values = {}, tensors = {} }) => {
      const { order, counts } = values as { order?: string[]; counts?: Record<string, number | number[]> };
      if (!order || !counts) throw new CorruptDataError('CHECKPOINT_DAMAGED', 'The checkpoint holds no optimiser: resume from another.');
      const made = Object.entries(counts).map(([name, count]) => [name, tf.tensor(count, undefined, 'int32')] as const);
      const all = new Map([...Object.entries(tensors), ...made]);
      await optimiser.setWeights(order.map((kept) => ({ name: renamed(kept, 'kept', 'name'), tensor: all.get(kept)! })));
      made.forEach(([, tensor]) => tensor.dispose());
      for (const [name, field] of fieldsOf(optimiser)) field.assign(tensors[`field/${name}`]!);
    },
  };
}

/** Counters are made for the caller, unlike the moments, which are the optimiser's own variables. */
async function taken(tensor: tf.Tensor): Promise<Json> {
  const values = await tensor.array();
  tensor.dispose();
  return values;
}

async function weightsOf(optimiser: tf.Optimizer) {
  try {
    return await optimiser.getWeights();
  } catch (cause) {
    throw new InvalidInputError(
      'OPTIMISER_NOT_RESUMABLE',
      `${optimiser.getClassName()} cannot tell its state, so a run with it cannot be resumed: use tf.train.adam, sgd, momentum, rmsprop, adagrad, adadelta or one of this library.`,
      { cause },
    );
  }
}

const fieldsOf = (optimiser: tf.Optimizer) =>
  Object.entries(optimiser).filter((entry): entry is [string, tf.Variable] => entry[1] instanceof tf.Variable);
