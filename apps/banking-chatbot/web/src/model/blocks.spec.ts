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

  it('finds columns, and names with sums', () => {
    expect(
      blocksOf('Two:\n24 November  Roast & Rye  -€8.71\n23 November  Lumen Energy  -€81.59\nSavings: €8,200.00\nDollars: $640.00'),
    ).toEqual([
      { kind: 'text', text: 'Two:' },
      {
        kind: 'rows',
        rows: [
          ['24 November', 'Roast & Rye', '-€8.71'],
          ['23 November', 'Lumen Energy', '-€81.59'],
        ],
      },
      {
        kind: 'rows',
        rows: [
          ['Savings', '€8,200.00'],
          ['Dollars', '$640.00'],
        ],
      },
    ]);
    expect(blocksOf('We are at: Transfer money.')).toEqual([{ kind: 'text', text: 'We are at: Transfer money.' }]);
  });

  test.prop([fc.array(fc.constantFrom('a', '- b', '1. c', '2. d', '', '<b>', '* e', 'f  g', 'h: 3'))])(
    'loses no line but empty ones',
    (lines) => {
      const kept = blocksOf(lines.join('\n')).reduce(
        (sum, block) => sum + (block.kind === 'list' ? block.items.length : block.kind === 'rows' ? block.rows.length : 1),
        0,
      );
      expect(kept).toBe(lines.filter(Boolean).length);
    },
  );
});
