import type { ComponentChildren } from 'preact';
import type { Palette } from './palettes.js';

/** A drawing on a square of 200 units, standing on y = 160. `vary` are numbers in [0, 1) that tell two items of one kind apart. */
export type Motif = (palette: Palette, vary: readonly [number, number, number]) => ComponentChildren;
