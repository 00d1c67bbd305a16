/** Windows: which Hounsfield units are black, and which are white. */
import { NOT_LOADED } from './picture.js';

export interface Window {
  /** In the middle of the greys, HU. */
  level: number;
  /** From black to white, HU; at least 1. */
  width: number;
}

/** The usual ones of chest CT. */
export const PRESETS = {
  lung: { level: -600, width: 1500 },
  mediastinum: { level: 40, width: 400 },
  bone: { level: 400, width: 1800 },
} as const satisfies Record<string, Window>;
export type PresetName = keyof typeof PRESETS;

const WIDEST = 4000;
const LEVELS = [-1500, 3000] as const;

/** Grey from 0 to 255: the linear function of DICOM PS3.3, C.11.2.1.2.1. */
export function greyOf(value: number, { level, width }: Window): number {
  if (width <= 1) return value < level - 0.5 ? 0 : 255;
  const share = (value - (level - 0.5)) / (width - 1) + 0.5;
  return Math.round(255 * Math.min(Math.max(share, 0), 1));
}

/** The colour of each 16-bit value, as a little-endian RGBA pixel; what has not been loaded is transparent. */
export function colourTable(window: Window): Uint32Array {
  const table = new Uint32Array(65_536);
  for (let n = 0; n < table.length; n++) {
    const grey = greyOf(n < 32_768 ? n : n - 65_536, window);
    table[n] = (0xff000000 | (grey << 16) | (grey << 8) | grey) >>> 0;
  }
  table[NOT_LOADED & 0xffff] = 0;
  return table;
}

/** A window kept to what makes sense. */
export const clampWindow = ({ level, width }: Window): Window => ({
  level: Math.round(Math.min(Math.max(level, LEVELS[0]), LEVELS[1])),
  width: Math.round(Math.min(Math.max(width, 1), WIDEST)),
});

/**
 * A window changed by dragging: to the right it becomes wider, upwards brighter, in steps that suit its width.
 *
 * @param right pixels dragged to the right; `down` downwards
 */
export function dragWindow({ level, width }: Window, right: number, down: number): Window {
  const step = Math.max(width, 50) / 250;
  return clampWindow({ level: level + down * step, width: width + right * step });
}

/** The name of a window that is a preset. */
export const presetOf = ({ level, width }: Window): PresetName | undefined =>
  (Object.keys(PRESETS) as PresetName[]).find((name) => PRESETS[name].level === level && PRESETS[name].width === width);
