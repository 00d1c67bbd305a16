/** Which drawing an item gets: always the same for the same item, and one that fits its name where the name says what it is. */
import { PALETTES, paletteNamedIn, type Palette } from './palettes.js';
import { motifIn, type MotifName } from './words.js';

const ANY: readonly MotifName[] = ['gift', 'tote', 'jar', 'tin', 'heart', 'vase'];

export interface Drawing {
  motif: MotifName;
  palette: Palette;
  vary: readonly [number, number, number];
}

/** The drawing of an item: what its name says it is, else its category, else anything that could be in a shop; in the colour its name says. */
export function chooseDrawing(item: { id: string; name: string; category: string }): Drawing {
  const hash = fnv1a(item.id);
  const vary = [portion(hash, 0), portion(hash, 10), portion(hash, 20)] as const;
  const motif = thingIn(item.name) ?? motifIn(item.category) ?? ANY[fnv1a(item.category || item.id) % ANY.length]!;
  return { motif, palette: paletteNamedIn(item.name) ?? PALETTES[hash % PALETTES.length]!, vary };
}

/** What stands before the first comma says what a thing is; what stands after it, how it comes: "Hand Cream, Gift Box". */
const thingIn = (name: string) => motifIn(name.split(',', 1)[0]!) ?? motifIn(name);

/** Fowler–Noll–Vo 1a, 32 bit, over UTF-16 code units, with a final mix: neighbouring ids get unlike pictures. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

const portion = (hash: number, shift: number) => ((hash >>> shift) & 0x3ff) / 0x400;
