import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { blocksOf } from './blocks.js';

describe('blocksOf', () => {
  it('finds the lists of a text', () => {
    expect(blocksOf('Your cards:\n1. Debit\n2. Credit\n\nWhich one?\n- first\n- second')).toEqual([
      { kind: 'text', text: 'Your cards:' },
      { kind: 'list', ordered: true, items: ['Debit', 'Credit'] },
      { kind: 'text', text: 'Which one?' },
      { kind: 'list', ordered: false, items: ['first', 'second'] },
    ]);
  });

  it('takes a number that begins or continues no list for text', () => {
    expect(blocksOf('2. January it is')).toEqual([{ kind: 'text', text: '2. January it is' }]);
    expect(blocksOf('-5.00 € left')).toEqual([{ kind: 'text', text: '-5.00 € left' }]);
  });

  test.prop([fc.array(fc.constantFrom('a', '- b', '1. c', '2. d', '', '<b>', '* e'))])('loses no line but empty ones', (lines) => {
    const kept = blocksOf(lines.join('\n')).reduce((sum, block) => sum + (block.kind === 'list' ? block.items.length : 1), 0);
    expect(kept).toBe(lines.filter(Boolean).length);
  });
});
