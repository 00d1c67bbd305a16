/** The recurrence of a GRU with its gradient by hand: what does not depend on the step before is done for all steps at once. */
import * as tf from '@tensorflow/tfjs';

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
    for (let t = 0; t < gate.length; t++) {
      const [z, r] = tf.split(tf.sigmoid(tf.add(gate[t]!, tf.matMul(state, gateKernel!))), 2, 1) as [tf.Tensor, tf.Tensor];
      // A padded step keeps its state: z = 1. Then z(1 − z) and 1 − z are 0, so that it has no gradient either.
      const kept = keep ? tf.maximum(z, keep[t]!) : z;
      const within = after ? tf.add(tf.matMul(state, candidateKernel!), bias!) : tf.mul(r, state);
      const c = tf.tanh(tf.add(candidate[t]!, after ? tf.mul(r, within) : tf.matMul(within, candidateKernel!)));
      before.push(state);
      state = tf.add(c, tf.mul(kept, tf.sub(state, c)));
      [kept, r, c, within, state].forEach((value, i) => [update, reset, proposed, inner, states][i]!.push(value));
    }
    const stacked = tf.stack(states);
    save([...[before, update, reset, proposed, inner].map((list) => tf.stack(list)), gateKernel!, candidateKernel!]);
    return { value: stacked, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradient(dy, saved, after) };
  });
  return run(gates, candidates, gateKernel, candidateKernel, ...(candidateBias ? [candidateBias] : []));
}

function gradient(dy: tf.Tensor, saved: tf.Tensor[], after: boolean): tf.Tensor[] {
  const [h, z, r, c, inner, gateKernel, candidateKernel] = saved as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  const rest = tf.sub(1, z);
  const slope = tf.mul(r, tf.sub(1, r));
  // ∂h'/∂ the sums within tanh and σ, for all steps at once
  const toCandidate = tf.unstack(tf.mul(rest, tf.sub(1, tf.square(c))));
  const toUpdate = tf.unstack(tf.mul(tf.sub(h, c), tf.mul(z, rest)));
  const toReset = tf.unstack(tf.mul(after ? inner : h, slope));
  const [update, reset, dStates] = [tf.unstack(z), tf.unstack(r), tf.unstack(dy)];

  let carry = tf.zeros(dStates[0]!.shape);
  const [dGates, dCandidates, dInner]: [tf.Tensor[], tf.Tensor[], tf.Tensor[]] = [[], [], []];
  for (let t = dStates.length - 1; t >= 0; t--) {
    const dState = tf.add(dStates[t]!, carry);
    const dCandidate = tf.mul(dState, toCandidate[t]!);
    const within = after ? tf.mul(dCandidate, reset[t]!) : tf.matMul(dCandidate, candidateKernel, false, true);
    const dGate = tf.concat([tf.mul(dState, toUpdate[t]!), tf.mul(after ? dCandidate : within, toReset[t]!)], 1);
    const throughGates = tf.add(tf.mul(dState, update[t]!), tf.matMul(dGate, gateKernel, false, true));
    carry = tf.add(throughGates, after ? tf.matMul(within, candidateKernel, false, true) : tf.mul(within, reset[t]!));
    dGates.unshift(dGate);
    dCandidates.unshift(dCandidate);
    dInner.unshift(within);
  }
  const flat = (stack: tf.Tensor) => tf.reshape(stack, [-1, stack.shape.at(-1)!]);
  const product = (left: tf.Tensor, right: tf.Tensor) => tf.matMul(flat(left), flat(right), true, false);
  const [gates, candidates] = [tf.stack(dGates), tf.stack(dCandidates)];
  const gateGradient = product(h, gates);
  if (!after) return [gates, candidates, gateGradient, product(inner, candidates)];
  const innerGradient = tf.stack(dInner);
  return [gates, candidates, gateGradient, product(h, innerGradient), tf.sum(flat(innerGradient), 0)];
}
