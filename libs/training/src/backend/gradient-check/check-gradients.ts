/** Before a long run: does this engine compute what the cpu engine computes, for every kernel that the model uses? */
import { CasebookError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { compare } from './compare.js';
import { type KernelCall, recordKernels } from './record-kernels.js';
import { type Outcome, runCase } from './run-case.js';
import { tinyCase } from './tiny-case.js';

export interface GradientCheckOptions {
  /**
   * Largest difference, as a share of the largest value of the cpu engine's answer. 1e-4 unless told, 1e-2 where a GPU computes:
   * its matrix units round inputs to ten bits (TF32).
   */
  tolerance?: number;
  /** What the loss is differentiated by; all trainable variables that it uses unless given. */
  variables?: tf.Variable[];
}

export interface GradientReport {
  backend: string;
  tolerance: number;
  /** Kernels whose values, and gradients where they have any, agree. */
  checked: string[];
  /** Kernels that were not compared, and why. */
  unchecked: { kernel: string; why: string }[];
}

/** Other names for the same numbers. */
const movesNothing = new Set(['Reshape', 'Identity', 'ExpandDims']);

/** At most so many kinds of calls of one kernel: the slices of a long sequence are all alike. */
const MOST_CASES = 6;

/**
 * Runs one forward and backward pass, notes its kernels, and computes each again on a few numbers: here and on the cpu engine, values
 * and gradients. Takes a second or two; all variables are as before afterwards.
 *
 * @param loss of a small batch, as the training step computes it
 * @throws {CasebookError} `GRADIENT_MISMATCH` that names the first kernel that disagrees; `details` has them all
 *
 * @example
 * await checkGradients(() => tf.losses.softmaxCrossEntropy(labels, model.apply(images, { training: true }) as tf.Tensor));
 */
export async function checkGradients(loss: () => tf.Scalar, options: GradientCheckOptions = {}): Promise<GradientReport> {
  const backend = tf.getBackend();
  const tolerance = options.tolerance ?? (usesGpu(backend) ? 1e-2 : 1e-4);
  const calls = unchangedVariables(() => recordKernels(() => tf.tidy(() => void tf.variableGrads(loss, options.variables))));
  const report: GradientReport = { backend, tolerance, checked: [], unchecked: [] };
  const cases = distinctCases(calls, report);
  const here = await outcomes(cases);
  await tf.setBackend('cpu');
  const onCpu = await outcomes(cases).finally(() => tf.setBackend(backend));
  const mismatches = cases.flatMap((call, i) => compare(call, here[i]!, onCpu[i]!, tolerance, report));
  report.checked = [...new Set(report.checked)].filter((kernel) => !mismatches.some((mismatch) => mismatch.kernel === kernel));
  if (mismatches.length === 0) return report;
  const { kernel, what, difference, attrs } = mismatches[0]!;
  throw new CasebookError(
    'GRADIENT_MISMATCH',
    `${kernel} on ${backend}: ${what} differs from the cpu engine's by ${difference.toPrecision(2)} of its largest value ` +
      `(allowed ${tolerance}), with ${JSON.stringify(attrs)}. Train with another --backend, or without this operation.`,
    { details: mismatches },
  );
}

/** Backward kernels (…Grad, …Backprop…) are left out: the gradient of the forward kernel runs them. */
function distinctCases(calls: KernelCall[], report: GradientReport): KernelCall[] {
  const cases = new Map<string, KernelCall>();
  const count = new Map<string, number>();
  for (const call of calls) {
    if (Object.keys(call.inputs).length === 0 || movesNothing.has(call.kernel)) continue;
    if (/Grad$|Backprop/.test(call.kernel) && !/^Conv[23]DBackpropInput/.test(call.kernel)) continue; // those are also transposed convolutions
    const tiny = tinyCase(call);
    if (!tiny) {
      report.unchecked.push({ kernel: call.kernel, why: 'its attributes fix lengths that are too large' });
      continue;
    }
    const key = JSON.stringify(tiny);
    const seen = count.get(call.kernel) ?? 0;
    if (cases.has(key) || seen >= MOST_CASES) continue;
    count.set(call.kernel, seen + 1);
    cases.set(key, tiny);
  }
  return [...cases.values()];
}

async function outcomes(cases: KernelCall[]): Promise<(Outcome | Error)[]> {
  const all: (Outcome | Error)[] = [];
  for (const call of cases)
    all.push(await runCase(call).catch((cause: unknown) => (cause instanceof Error ? cause : new Error(String(cause)))));
  return all;
}

/** Moving averages of batch normalisation move in a forward pass: they go back. Clones share their values, nothing is copied. */
function unchangedVariables<T>(work: () => T): T {
  const before = Object.values(tf.engine().registeredVariables).map((variable) => [variable, variable.clone()] as const);
  try {
    return work();
  } finally {
    for (const [variable, copy] of before) {
      variable.assign(copy);
      copy.dispose();
    }
  }
}

const usesGpu = (backend: string) =>
  backend === 'webgpu' || (tf.backend() as tf.KernelBackend & { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;
