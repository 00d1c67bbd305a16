/** Adam with decoupled weight decay. */
import * as tf from '@tensorflow/tfjs';
import { FusedAdam } from '../backend/native-ops/fused-adam.js';
import { nativeCpu } from '../backend/native-ops/native-op.js';
import { type InPlaceUpdate, NamedStateOptimiser, type NamedStateOptions, type Update } from './named-state-optimiser.js';

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
 * On native TensorFlow one kernel does it in place.
 *
 * @example
 * const optimizer = new AdamW({ learningRate: 1e-3, groups: [{ match: '^backbone', rateFactor: 0.1 }] });
 * model.compile({ optimizer, loss: 'meanSquaredError' });
 */
export class AdamW extends NamedStateOptimiser<Required<AdamWOptions>> {
  static readonly className = 'AdamW';
  protected readonly slotNames = ['momentum', 'velocity'];

  /** `weightDecay` is 0.01 and the rest β₁ 0.9, β₂ 0.999, ε 1e-8 unless told: PyTorch's. */
  constructor(options: AdamWOptions) {
    super({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, epsilonHat: false, weightDecay: 0.01, groups: [], ...options });
  }

  protected update(update: Update) {
    const { value, gradient, slots } = update;
    const [beta1, beta2] = [this.options.beta1, this.options.beta2].map(Math.fround) as [number, number];
    const { rate, floor, decay } = this.factors(update);
    const m = slots[0]!.mul(beta1).add(gradient.mul(1 - beta1));
    const v = slots[1]!.mul(beta2).add(gradient.square().mul(1 - beta2));
    const kept = decay > 0 ? value.mul(1 - decay) : value;
    return { value: kept.sub(m.mul(rate).div(v.sqrt().add(floor))), slots: [m, v] };
  }

  protected override inPlace(variable: tf.Variable, slots: readonly tf.Variable[]): InPlaceUpdate | undefined {
    const engine = nativeCpu();
    if (!engine) return undefined;
    const { beta1, beta2 } = this.options;
    const fused = new FusedAdam(engine, variable, slots);
    return {
      fits: (other) => other === variable && nativeCpu() === engine,
      apply: (update) => fused.apply({ ...update, beta1, beta2, ...this.factors(update) }),
      dispose: () => fused.dispose(),
    };
  }

  /** Both corrections for bias in two numbers: m̂ / (√v̂ + ε) is m · √b₂/b₁ / (√v + ε√b₂) for b = 1 − βᵗ. */
  private factors({ rate, weightDecay, step }: Update) {
    const { beta1, beta2, epsilon, epsilonHat } = this.options;
    const root = Math.sqrt(1 - Math.fround(beta2) ** step); // of β₂ as engines see it: 1 − 0.999 is another number in 32 bits
    return {
      rate: (rate * root) / (1 - Math.fround(beta1) ** step),
      floor: epsilonHat ? epsilon : epsilon * root,
      decay: rate * weightDecay,
    };
  }
}

tf.serialization.registerClass(AdamW);
