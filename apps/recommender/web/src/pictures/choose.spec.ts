import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { chooseDrawing, fnv1a } from './choose.js';
import * as motifs from './motifs/index.js';
import { PALETTES } from './palettes.js';

const named = (name: string, category = '') => chooseDrawing({ id: 'a', name, category }).motif;

describe('chooseDrawing', () => {
  it.each([
    ['Speckled mug, sage', 'mug'],
    ['Linen tea towel', 'towel'],
    ['Assam tea', 'tin'],
    ['JUMBO BAG RED RETROSPOT', 'tote'],
    ['WHITE HANGING HEART T-LIGHT HOLDER', 'candle'],
    ['Oak serving tray', 'board'],
    ['Marram Trail Hand Cream, Gift Box', 'creamTube'],
    ['Quayside Everyday Loose Leaf Tea, 250 g', 'tin'],
  ])('draws %s as a %s', (name, motif) => expect(named(name)).toBe(motif));

  it('asks the category where the name says nothing', () => {
    expect(named('Model 7', 'Garden')).toBe('plant');
  });

  it('has the colour its name says, before any colour of a brand', () => {
    const night = chooseDrawing({ id: 'a', name: 'Ember & Sons Tent, Night Blue', category: '' }).palette;
    expect(night).toBe(chooseDrawing({ id: 'b', name: 'Hat, night blue', category: '' }).palette);
    expect(night).not.toBe(chooseDrawing({ id: 'a', name: 'Hat, ember red', category: '' }).palette);
  });

  test.prop([fc.record({ id: fc.string(), name: fc.string(), category: fc.string() })])('always draws, and the same again', (item) => {
    const drawing = chooseDrawing(item);
    expect(motifs[drawing.motif]).toBeTypeOf('function');
    expect(drawing.vary.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(chooseDrawing({ ...item })).toEqual(drawing);
  });

  it('uses every palette among a hundred neighbouring ids', () => {
    const palettes = new Set(Array.from({ length: 100 }, (_, i) => chooseDrawing({ id: `item-${i}`, name: '', category: '' }).palette));
    expect(palettes.size).toBe(PALETTES.length);
  });
});

describe('fnv1a', () => {
  test.prop([fc.string()])('is a 32-bit whole number', (text) => {
    const hash = fnv1a(text);
    expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
  });
});
