import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { pieces } from './pieces.js';

describe('pieces', () => {
  it('are sentences and lines, and cut no amount', () =>
    expect(pieces('Done. You have €1,250.50:\nmain, €50.00\nAnything else?')).toEqual([
      'Done. ',
      'You have €1,250.50:\n',
      'main, €50.00\n',
      'Anything else?',
    ]));

  test.prop([fc.string({ unit: 'binary' })])('are the whole when joined', (text) => {
    expect(pieces(text).join('')).toBe(text);
  });
});
