/** Finds where NaN or infinity first appears, so that the error can name it. */
import { CasebookError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { isLayersModel, modelWeights, type TrainableModel } from './model-weights.js';
import { tensorsIn } from './prefetch.js';

export interface Divergence {
  what: 'loss' | 'norm of the gradients';
  value: number;
  step: number;
  model: TrainableModel;
  /** The batch. */
  values: unknown;
  /** Computes the loss of that batch again, with the same dropout. */
  loss: () => tf.Scalar;
  /** By `variable.name`. */
  gradients: tf.NamedTensorMap;
  /** Where the run can go on from. */
  checkpoint?: string | undefined;
}

/**
 * Looks, in this order, at the batch, the weights, the output of each layer as the forward pass reaches it, and the gradients from the last
 * weight to the first, as the backward pass does.
 * @returns `TRAINING_DIVERGED` to be thrown; `details` has step, kind and name
 */
export async function divergence(found: Divergence): Promise<CasebookError> {
  const { what, value, step, checkpoint } = found;
  const { kind, name, advice } = await culprit(found);
  const kept = checkpoint ? `the last good checkpoint is ${checkpoint}` : 'no checkpoint has been written yet';
  return new CasebookError(
    'TRAINING_DIVERGED',
    `The ${what} of step ${step} is ${value}; first not finite: ${name}. Nothing was updated at this step; ${kept}. ${advice}`,
    { details: { step, kind, name, ...(checkpoint && { checkpoint }) } },
  );
}

interface Culprit {
  kind: 'batch' | 'weight' | 'layer' | 'gradient' | 'loss';
  name: string;
  advice: string;
}

const SMALLER = 'Lower the learning rate, warm up longer or clip the gradients (clipNorm).';
const LOOK = 'Look for a division by zero, a logarithm of zero or sums that overflow in';
const LOSS: Culprit = { kind: 'loss', name: 'the loss itself', advice: `${LOOK} the loss.` };

async function culprit({ what, model, values, loss, gradients }: Divergence): Promise<Culprit> {
  const input = await firstNotFinite(tensorsIn(values).map(({ name, value }) => [name, value]));
  if (input) return { kind: 'batch', name: `'${input}' in the batch`, advice: 'Fill in or leave out what is missing in the data.' };
  const weights = modelWeights(model);
  const weight = await firstNotFinite(weights);
  if (weight) return { kind: 'weight', name: `the weight '${weight}', since an earlier step`, advice: SMALLER };
  if (isLayersModel(model)) {
    const layer = await firstLayer(model, loss);
    if (layer) return { kind: 'layer', name: `the output of layer ${layer}`, advice: `${SMALLER} ${LOOK} that layer.` };
    if (what === 'loss') return LOSS; // then every gradient is not finite either
  }
  const byName = [...weights].reverse().flatMap(([name, { name: key }]) => (gradients[key] ? [[name, gradients[key]] as const] : []));
  const gradient = await firstNotFinite(byName);
  return gradient ? { kind: 'gradient', name: `the gradient of '${gradient}'`, advice: SMALLER } : LOSS;
}

/** Runs the forward pass again and listens to each layer, inner ones included. */
async function firstLayer(model: tf.LayersModel, loss: () => tf.Scalar): Promise<string | undefined> {
  const outputs: [string, tf.Tensor][] = [];
  const restore = flat(model.layers).map((layer) => {
    const call = layer.call;
    layer.call = (inputs, kwargs) => {
      const output = call.call(layer, inputs, kwargs);
      for (const tensor of Array.isArray(output) ? output : [output]) {
        if (tensor.dtype === 'float32') outputs.push([`'${layer.name}' (${layer.getClassName()})`, tf.keep(poison(tensor))]);
      }
      return output;
    };
    return () => void Reflect.deleteProperty(layer, 'call'); // the method of the class again
  });
  try {
    tf.tidy(() => void loss());
    return await firstNotFinite(outputs);
  } finally {
    restore.forEach((undo) => undo());
    outputs.forEach(([, tensor]) => tensor.dispose());
  }
}

const flat = (layers: readonly tf.layers.Layer[]): tf.layers.Layer[] =>
  layers.flatMap((layer) => [...flat((layer as tf.LayersModel).layers ?? []), layer]);

/** 0 where every element is finite, else NaN. */
const poison = (tensor: tf.Tensor): tf.Scalar => tf.tidy(() => tensor.mul(0).sum().asScalar());

async function firstNotFinite(tensors: Iterable<readonly [string, tf.Tensor]>): Promise<string | undefined> {
  for (const [name, tensor] of tensors) {
    if (tensor.dtype !== 'float32') continue;
    const sum = poison(tensor);
    const [zero] = await sum.data();
    sum.dispose();
    if (zero !== 0) return name;
  }
  return undefined;
}
