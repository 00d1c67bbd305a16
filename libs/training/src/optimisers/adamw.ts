/** Adam with decoupled weight decay. */
import * as tf from '@tensorflow/tfjs';
import { NamedStateOptimiser, type NamedStateOptions, type Update } from './named-state-optimiser.js';

export interface AdamWOptions extends NamedStateOptions {
  beta1?: number;
  beta2?: number;
  epsilon?: number;
  /** Adds epsilon before √v is corrected for its bias, as Keras does, instead of after, as PyTorch does. */
  epsilonHat?: boolean;
}

/**
 * AdamW (Loshchilov & Hutter 2019, algorithm 2), with the step count kept for each variable:
 *
 *     m ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²
 *     w ← w(1 − rate·decay) − rate · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε)
 *
 * Biases and normalisation parameters do not decay (`decays`), groups may say otherwise. With `weightDecay: 0` this is Adam (Kingma & Ba 2015).
 * The slots hold m/(1 − β₁) and v/(1 − β₂): two multiplications fewer a variable and step.
 *
 * @example
 * const optimizer = new AdamW({ learningRate: 1e-3, groups: [{ match: '^backbone', rateFactor: 0.1 }] });
 * model.compile({ optimizer, loss: 'meanSquaredError' });
 */
export class AdamW extends NamedStateOptimiser<Required<AdamWOptions>> {
  static readonly className = 'AdamW';
  protected readonly slotNames = ['m', 'v'];

  /** `weightDecay` is 0.01 and the rest β₁ 0.9, β₂ 0.999, ε 1e-8 unless told: PyTorch's. */
  constructor(options: AdamWOptions) {
    super({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, epsilonHat: false, weightDecay: 0.01, groups: [], ...options });
  }

  protected update({ value, gradient, slots, rate, weightDecay, step }: Update) {
    const { beta1, beta2, epsilon, epsilonHat } = this.options;
    const scale = Math.sqrt((1 - beta2 ** step) / (1 - beta2)); // √v̂ is √slot / scale
    const m = slots[0]!.mul(beta1).add(gradient);
    const v = slots[1]!.mul(beta2).add(gradient.square());
    const floor = epsilonHat ? epsilon / Math.sqrt(1 - beta2) : epsilon * scale;
    const move = m.mul((rate * scale * (1 - beta1)) / (1 - beta1 ** step)).div(v.sqrt().add(floor));
    const kept = weightDecay > 0 ? value.mul(1 - rate * weightDecay) : value;
    return { value: kept.sub(move), slots: [m, v] };
  }
}

tf.serialization.registerClass(AdamW);
