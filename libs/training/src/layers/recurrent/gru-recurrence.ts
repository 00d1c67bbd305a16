/** The recurrence of a GRU with its gradient by hand: what does not depend on the step before is done for all steps at once. */
import * as tf from '@tensorflow/tfjs';
import { gruGradient } from './gru-gradient.js';
import { columns } from '../../backend/native-ops/columns.js';
import { add, matMul, maximum, mul, sigmoid, sub, tanh } from './step-kernels.js';

/** float32 unless said otherwise; T steps, B sequences, U units. */
export interface GruRecurrence {
  /** [T, B, 2U]: what the inputs add to update and reset gate, biases included. */
  gates: tf.Tensor;
  /** [T, B, U]: what the inputs add to the candidate. */
  candidates: tf.Tensor;
  /** [U, 2U] */
  gateKernel: tf.Tensor;
  /** [U, U] */
  candidateKernel: tf.Tensor;
  /** [U]: added before the reset gate acts; given where it acts after the product (`resetAfter`). */
  candidateBias?: tf.Tensor;
  /** [T, B, 1]: 1 where a step is padding and keeps the state. */
  padding?: tf.Tensor;
  /** Answer the last state alone: the others are not kept, and the way back need not look for their gradients. */
  last?: boolean;
}

/**
 * z, r = σ(gates + h·Kz,r), c = tanh(candidates + (r ∘ h)·Kc), h' = z ∘ h + (1 − z) ∘ c (Cho et al. 2014); with a candidate bias
 * c = tanh(candidates + r ∘ (h·Kc + b)), as cuDNN, Keras 3 and PyTorch have it.
 *
 * @returns the states after each step [T, B, U], or with `last` the last one [B, U]; padding has no gradient
 */
export function gruRecurrence({ gates, candidates, gateKernel, candidateKernel, candidateBias, padding, last }: GruRecurrence): tf.Tensor {
  const after = candidateBias !== undefined;
  const run = tf.customGrad((...args) => {
    const save = args.at(-1) as unknown as tf.GradSaveFunc;
    const [gates, candidates, gateKernel, candidateKernel, bias] = args as tf.Tensor[];
    const step = after ? resetAfter(gates!, candidates!, gateKernel!, candidateKernel!, bias!) : resetBefore(gates!, candidates!, gateKernel!, candidateKernel!); // prettier-ignore
    const keep = padding && tf.unstack(padding);
    const [length, ...shape] = candidates!.shape as [number, number, number];
    let state = tf.zeros(shape);
    const [before, states, update, reset, proposed, inner]: [tf.Tensor[], tf.Tensor[], tf.Tensor[], tf.Tensor[], tf.Tensor[], tf.Tensor[]] = [[], [], [], [], [], []]; // prettier-ignore
    for (let t = 0; t < length; t++) {
      const { z, r, c, within } = step(state, t);
      // A padded step keeps its state: z = 1. Then z(1 − z) and 1 − z are 0, so that it has no gradient either.
      const kept = keep ? maximum(z, keep[t]!) : z;
      before.push(state);
      state = add(c, mul(kept, sub(state, c)));
      [kept, r, c, within, state].forEach((value, i) => [update, reset, proposed, inner, states][i]!.push(value));
    }
    save([...[before, update, reset, proposed, inner].map((list) => tf.stack(list)), gateKernel!, candidateKernel!]);
    return {
      value: last ? state : tf.stack(states),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [h, update, reset, candidate, inner, gateKernel, candidateKernel] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]; // prettier-ignore
        return gruGradient(dy, { h, update, reset, candidate, inner }, gateKernel, candidateKernel, after);
      },
    };
  });
  return run(gates, candidates, gateKernel, candidateKernel, ...(candidateBias ? [candidateBias] : []));
}

/** What a step makes of the state before it. */
type Step = (state: tf.Tensor, t: number) => Record<'z' | 'r' | 'c' | 'within', tf.Tensor>;

function resetBefore(gates: tf.Tensor, candidates: tf.Tensor, gateKernel: tf.Tensor, candidateKernel: tf.Tensor): Step {
  const [gate, candidate] = [tf.unstack(gates), tf.unstack(candidates)];
  const { split } = columns(2);
  return (state, t) => {
    const [z, r] = split(sigmoid(add(gate[t]!, matMul(state, gateKernel)))) as [tf.Tensor, tf.Tensor];
    const within = mul(r, state);
    return { z, r, within, c: tanh(add(candidate[t]!, matMul(within, candidateKernel))) };
  };
}

/** All three products of a step are of the state: one product makes them, one sum adds what the inputs and the bias do. */
function resetAfter(gates: tf.Tensor, candidates: tf.Tensor, gateKernel: tf.Tensor, candidateKernel: tf.Tensor, bias: tf.Tensor): Step {
  const added = tf.unstack(tf.concat([gates, tf.broadcastTo(bias, candidates.shape)], 2));
  const candidate = tf.unstack(candidates);
  const kernel = tf.concat([gateKernel, candidateKernel], 1);
  const { split } = columns(3);
  return (state, t) => {
    const [update, reset, within] = split(add(added[t]!, matMul(state, kernel))) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const [z, r] = [sigmoid(update), sigmoid(reset)];
    return { z, r, within, c: tanh(add(candidate[t]!, mul(r, within))) };
  };
}
