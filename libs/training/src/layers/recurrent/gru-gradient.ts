/** The gradient of a GRU's recurrence: backwards through the steps with what each needs prepared for all at once. */
import * as tf from '@tensorflow/tfjs';
import { columns } from '../../backend/native-ops/columns.js';
import { add, matMul, mul } from './step-kernels.js';

/** Of the forward pass; [T, B, U] each. */
export interface GruTrace {
  /** The states before each step. */
  h: tf.Tensor;
  update: tf.Tensor;
  reset: tf.Tensor;
  candidate: tf.Tensor;
  /** What the reset gate made of the state, or with `after` what it acted on. */
  inner: tf.Tensor;
}

/** Gradients by gates [T, B, 2U], candidates [T, B, U], their kernels [U, 2U] and [U, U], and with `after` the candidates' bias [U]. */
export type GruGradients = tf.Tensor[];

/** Backwards through one step. */
interface Step {
  /** By the sums in z and r and, with `after`, by what r acts on: [B, 3U] or [B, 2U]. */
  inner: tf.Tensor;
  /** By the state before the step, but for the way straight through z. */
  before: tf.Tensor;
  /** By the sum in the candidate, where a step makes it. */
  candidate?: tf.Tensor;
}

const flat = (stack: tf.Tensor) => tf.reshape(stack, [-1, stack.shape.at(-1)!]);
const product = (left: tf.Tensor, right: tf.Tensor) => tf.matMul(flat(left), flat(right), true, false);

export function gruGradient(
  dy: tf.Tensor,
  trace: GruTrace,
  gateKernel: tf.Tensor,
  candidateKernel: tf.Tensor,
  after: boolean,
): GruGradients {
  const { h, update: z, reset: r, candidate: c, inner } = trace;
  const rest = tf.sub(1, z);
  // ∂h'/∂ the sums in tanh and σ
  const toCandidate = tf.mul(rest, tf.sub(1, tf.square(c)));
  const toUpdate = tf.mul(tf.sub(h, c), tf.mul(z, rest));
  const toReset = tf.mul(after ? inner : h, tf.mul(r, tf.sub(1, r)));
  const units = h.shape[2]!;
  const { concat } = columns(after ? 3 : 2);

  if (after) {
    // Everything in a step is a multiple of the state's gradient: one product takes it through all three kernels.
    const slopes = tf.unstack(tf.concat([toUpdate, tf.mul(toCandidate, toReset), tf.mul(toCandidate, r)], 2));
    const kernel = tf.concat([gateKernel, candidateKernel], 1);
    const { states, steps } = backwards(dy, z, (dState, t) => {
      const inner = mul(concat([dState, dState, dState]), slopes[t]!);
      return { inner, before: matMul(inner, kernel, true) };
    });
    const [dGates, dInner] = tf.split(tf.stack(steps.map(({ inner }) => inner)), [2 * units, units], 2) as [tf.Tensor, tf.Tensor];
    return [dGates, tf.mul(tf.stack(states), toCandidate), product(h, dGates), product(h, dInner), tf.sum(flat(dInner), 0)];
  }
  const [candidates, updates, resets, gates] = [toCandidate, toUpdate, toReset, r].map((stack) => tf.unstack(stack)) as [tf.Tensor[], tf.Tensor[], tf.Tensor[], tf.Tensor[]]; // prettier-ignore
  const { steps } = backwards(dy, z, (dState, t) => {
    const candidate = mul(dState, candidates[t]!);
    const within = matMul(candidate, candidateKernel, true);
    const inner = concat([mul(dState, updates[t]!), mul(within, resets[t]!)]);
    return { inner, candidate, before: add(matMul(inner, gateKernel, true), mul(within, gates[t]!)) };
  });
  const dGates = tf.stack(steps.map(({ inner }) => inner));
  const dCandidates = tf.stack(steps.map(({ candidate }) => candidate!));
  return [dGates, dCandidates, product(h, dGates), product(inner, dCandidates)];
}

/**
 * From the last step to the first.
 * @param dy of all states, or of the last alone
 * @returns the gradients by the states after the steps, and what `step` made of them, in the order of time
 */
function backwards(dy: tf.Tensor, update: tf.Tensor, step: (dState: tf.Tensor, t: number) => Step) {
  const kept = tf.unstack(update);
  const given = dy.rank === update.rank ? tf.unstack(dy) : undefined;
  const [states, steps]: [tf.Tensor[], Step[]] = [[], []];
  let dState = given?.at(-1) ?? dy;
  for (let t = kept.length - 1; t >= 0; t--) {
    const made = step(dState, t);
    states.unshift(dState);
    steps.unshift(made);
    const through = add(made.before, mul(dState, kept[t]!));
    dState = given && t > 0 ? add(given[t - 1]!, through) : through;
  }
  return { states, steps };
}
