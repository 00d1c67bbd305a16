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
}

/**
 * z, r = σ(gates + h·Kz,r), c = tanh(candidates + (r ∘ h)·Kc), h' = z ∘ h + (1 − z) ∘ c (Cho et al. 2014); with a candidate bias
 * c = tanh(candidates + r ∘ (h·Kc + b)), as cuDNN, Keras 3 and PyTorch have it.
 *
 * @returns the states after each step [T, B, U]; padding has no gradient
 */
export function gruRecurrence({ gates, candidates, gateKernel, candidateKernel, candidateBias, padding }: GruRecurrence): tf.Tensor {
  const after = candidateBias !== undefined;
  const run = tf.customGrad((...args) => {
    const save = args.at(-1) as unknown as tf.GradSaveFunc;
    const [gates, candidates, gateKernel, candidateKernel, bias] = args as tf.Tensor[];
    const [gate, candidate] = [tf.unstack(gates!), tf.unstack(candidates!)];
    const keep = padding && tf.unstack(padding);
    let state = tf.zeros(candidate[0]!.shape);
    const [before, states, update, reset, proposed, inner]: [tf.Tensor[], tf.Tensor[], tf.Tensor[], tf.Tensor[], tf.Tensor[], tf.Tensor[]] = [[], [], [], [], [], []]; // prettier-ignore
    const { split } = columns(2);
    for (let t = 0; t < gate.length; t++) {
      const [z, r] = split(sigmoid(add(gate[t]!, matMul(state, gateKernel!)))) as [tf.Tensor, tf.Tensor];
      // A padded step keeps its state: z = 1. Then z(1 − z) and 1 − z are 0, so that it has no gradient either.
      const kept = keep ? maximum(z, keep[t]!) : z;
      const within = after ? add(matMul(state, candidateKernel!), bias!) : mul(r, state);
      const c = tanh(add(candidate[t]!, after ? mul(r, within) : matMul(within, candidateKernel!)));
      before.push(state);
      state = add(c, mul(kept, sub(state, c)));
      [kept, r, c, within, state].forEach((value, i) => [update, reset, proposed, inner, states][i]!.push(value));
    }
    const stacked = tf.stack(states);
    save([...[before, update, reset, proposed, inner].map((list) => tf.stack(list)), gateKernel!, candidateKernel!]);
    return {
      value: stacked,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [h, update, reset, candidate, inner, gateKernel, candidateKernel] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]; // prettier-ignore
        return gruGradient(dy, { h, update, reset, candidate, inner }, gateKernel, candidateKernel, after);
      },
    };
  });
  return run(gates, candidates, gateKernel, candidateKernel, ...(candidateBias ? [candidateBias] : []));
}
