/** Stochastic gradient descent with momentum and decoupled weight decay. */
import * as tf from '@tensorflow/tfjs';
import { NamedStateOptimiser, type NamedStateOptions, type Update } from './named-state-optimiser.js';

export interface SgdOptions extends NamedStateOptions {
  /** 0 unless told: plain gradient descent, which keeps no slot. */
  momentum?: number;
  nesterov?: boolean;
}

/**
 *     b ← μb + g,  w ← w(1 − rate·decay) − rate · (nesterov ? g + μb : b)
 *
 * Polyak 1964; Sutskever et al. 2013 as PyTorch writes it (the rate multiplies the buffer, so a changed rate acts at once);
 * decay as in SGDW (Loshchilov & Hutter 2019, algorithm 1), 0 unless told.
 */
export class Sgd extends NamedStateOptimiser<Required<SgdOptions>> {
  static readonly className = 'Sgdw';
  protected readonly slotNames: readonly string[];

  constructor(options: SgdOptions) {
    super({ momentum: 0, nesterov: false, weightDecay: 0, groups: [], ...options });
    this.slotNames = this.options.momentum > 0 ? ['momentum'] : [];
  }

  protected update({ value, gradient, slots, rate, weightDecay }: Update) {
    const { momentum, nesterov } = this.options;
    const kept = weightDecay > 0 ? value.mul(1 - rate * weightDecay) : value;
    if (!slots[0]) return { value: kept.sub(gradient.mul(rate)), slots: [] };
    const buffer = slots[0].mul(momentum).add(gradient);
    const move = nesterov ? buffer.mul(momentum).add(gradient) : buffer;
    return { value: kept.sub(move.mul(rate)), slots: [buffer] };
  }
}

tf.serialization.registerClass(Sgd);
