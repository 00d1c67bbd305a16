/** Smaller learning rates for the layers near the input, which hold what is common to all tasks. */
import { InvalidInputError } from '@casebook/core';
import type { ParameterGroup } from '../optimisers/parameter-groups.js';
import type { Block } from './blocks.js';

export interface LayerwiseGroup extends ParameterGroup {
  names: string[];
  rateFactor: number;
}

/**
 * Rate of block b of n: decayⁿ⁻¹⁻ᵇ times that of the last one (Howard & Ruder 2018, "discriminative fine-tuning", whose decay is 1/2.6).
 * @throws {InvalidInputError} `LAYERWISE_DECAY` where `decay` is not in (0, 1]
 *
 * @example
 * new AdamW({ learningRate: 2e-5, groups: layerwiseDecay(blocksOf(model, /^(block_\d+)/), 0.9) });
 */
export function layerwiseDecay(blocks: readonly Block[], decay: number): LayerwiseGroup[] {
  if (!(decay > 0 && decay <= 1)) throw new InvalidInputError('LAYERWISE_DECAY', `A decay of ${decay} is not in (0, 1]: take 0.6 to 0.95.`);
  return blocks.map(({ variables }, b) => ({
    names: variables.map(({ name }) => name),
    rateFactor: decay ** (blocks.length - 1 - b),
  }));
}
