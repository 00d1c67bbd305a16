/** Where the slices of a series go on a regular grid. */
import { CorruptDataError } from '@casebook/core';
import type { Slice } from './series.js';

/** What was not as it should be, and was mended: a person should know before trusting a finding there. */
export interface SeriesNotes {
  /** Slices given twice at one position: the first is used. */
  duplicates: number;
  /** Slices that are missing, filled between their neighbours. */
  filled: number;
  /** Whether the gantry was tilted: the slices are sheared against each other. */
  tilted: boolean;
}

export interface SpacingPlan {
  /** One a position, sorted. */
  slices: Slice[];
  /** Millimetres between the slices of the grid, along the normal. */
  spacing: number;
  /** For each slice of the grid, where it comes from: index of the slice before, and the weight of the one after. */
  rows: { before: number; weight: number }[];
  duplicates: number;
  filled: number;
}

/** A gap of more than this many millimetres could hide a nodule that matters: such a series is refused rather than invented. */
export const LARGEST_GAP_MM = 10;

/**
 * The grid's spacing is the median distance of neighbours. Slices at one position (closer than a tenth of it) count once. Where slices are
 * missing or unevenly spaced, the grid's slices are interpolated between their neighbours.
 *
 * @throws CorruptDataError SERIES_TOO_SHORT, SERIES_GAP
 */
export function planSpacing(sorted: readonly Slice[]): SpacingPlan {
  const gaps = distances(sorted).filter((gap) => gap > 0.01);
  if (gaps.length < 2) {
    throw new CorruptDataError(
      'SERIES_TOO_SHORT',
      'The series has fewer than three slices at different positions: that is no volume. Send the whole series.',
    );
  }
  const spacing = median(gaps);
  const slices = sorted.filter((slice, n) => n === 0 || slice.depth - sorted[n - 1]!.depth > spacing / 10);
  const largest = Math.max(...distances(slices));
  if (largest > Math.max(LARGEST_GAP_MM, 1.5 * spacing)) {
    throw new CorruptDataError(
      'SERIES_GAP',
      `Slices are missing: there is a gap of ${largest.toFixed(1)} mm where ${spacing.toFixed(1)} mm are usual. Send the series again.`,
    );
  }
  const span = slices.at(-1)!.depth - slices[0]!.depth;
  const count = Math.round(span / spacing) + 1;
  const step = span / (count - 1); // spreads rounding of the written positions over all slices
  const rows = placeRows(slices, count, step);
  return { slices, spacing: step, rows, duplicates: sorted.length - slices.length, filled: Math.max(0, count - slices.length) };
}

function placeRows(slices: readonly Slice[], count: number, step: number): SpacingPlan['rows'] {
  const rows: SpacingPlan['rows'] = [];
  let before = 0;
  for (let k = 0; k < count; k++) {
    const depth = slices[0]!.depth + k * step;
    while (before < slices.length - 2 && slices[before + 1]!.depth <= depth) before++;
    const gap = slices[before + 1]!.depth - slices[before]!.depth;
    const weight = Math.min(Math.max((depth - slices[before]!.depth) / gap, 0), 1);
    // Within a twentieth of a slice it is that slice: positions are written rounded, and interpolation would blur every slice a little.
    rows.push(weight < 0.05 ? { before, weight: 0 } : weight > 0.95 ? { before: before + 1, weight: 0 } : { before, weight });
  }
  return rows;
}

const distances = (slices: readonly Slice[]) => slices.slice(1).map((slice, n) => slice.depth - slices[n]!.depth);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
