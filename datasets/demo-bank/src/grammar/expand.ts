/** One sentence of a template: choices and values are drawn. */
import type { Random } from '@casebook/data-pipelines/random';
import type { Part } from '../parts.js';
import { drawValue } from '../values/values.js';
import type { Node } from './template.js';

/** A piece of a sentence; with `slot`, the whole piece is marked. */
export interface Segment {
  text: string;
  slot?: string;
}

export function expand(nodes: readonly Node[], random: Random, part: Part): Segment[] {
  const segments = nodes.flatMap((node): Segment[] => {
    if (node.kind === 'text') return [{ text: node.text }];
    if (node.kind === 'choice') return expand(random.pick(node.options), random, part);
    const { lead, text } = drawValue(node.name, node.variant, random, part);
    return [...(lead === '' ? [] : [{ text: lead }]), node.marked ? { text, slot: node.name } : { text }];
  });
  return segments;
}
