/** A volume from the slices of a series. */
import { length, scale, subtract } from '../volume/vector.js';
import type { Volume } from '../volume/volume.js';
import { decodeFrames, type Stored } from './decode-frames.js';
import { tooLarge } from './dicom-errors.js';
import type { DicomFile } from './dicom-file.js';
import { DICOM_LIMITS, type DicomLimits } from './dicom-limits.js';
import { normalOf, type Series, type Slice } from './series.js';
import { planSpacing, type SeriesNotes } from './spacing-plan.js';
import { toHounsfield } from './to-hounsfield.js';

export interface AssembleOptions {
  limits?: DicomLimits;
  /** After each slice of the grid. */
  onSlice?: (done: number, total: number) => void;
}

/**
 * @returns the volume, in the order of rising position along the normal of the slices, and what had to be mended
 * @throws CorruptDataError SERIES_TOO_SHORT, SERIES_GAP, and what decoding throws; TooLargeError DICOM_TOO_LARGE
 */
export async function assembleVolume(
  series: Series,
  { limits = DICOM_LIMITS, onSlice }: AssembleOptions = {},
): Promise<{ volume: Volume; notes: SeriesNotes }> {
  const plan = planSpacing(series.slices);
  const [first, last] = [plan.slices[0]!, plan.slices.at(-1)!];
  const { columns, rows } = first.file.instance;
  const count = plan.rows.length;
  if (columns * rows * count > limits.voxels) throw tooLarge(`${columns * rows * count} voxels`);

  const plane = columns * rows;
  const voxels = new Int16Array(plane * count);
  const slices = new DecodedSlices(plane);
  for (const [k, { before, weight }] of plan.rows.entries()) {
    const at = k * plane;
    voxels.set(await slices.read(plan.slices[before]!), at);
    if (weight > 0) blend(voxels, at, await slices.read(plan.slices[before + 1]!), weight);
    onSlice?.(k + 1, count);
  }

  const frame = first.file.instance.frames[first.frame]!;
  const end = last.file.instance.frames[last.frame]!.position;
  const along = subtract(end, frame.position);
  const tilt = length(along) / (last.depth - first.depth); // 1 where the slices lie straight above each other
  const tilted = tilt > 1.0005; // 1.8 degrees
  return {
    volume: {
      voxels,
      size: [columns, rows, count],
      spacing: [...frame.spacing, tilted ? plan.spacing * tilt : plan.spacing],
      origin: frame.position,
      direction: [...frame.orientation, tilted ? scale(along, 1 / length(along)) : normalOf(frame)],
    },
    notes: { duplicates: plan.duplicates, filled: plan.filled, tilted },
  };
}

/** Hounsfield units of slices; the frames of the last two files are kept, since neighbours of the grid share slices. */
class DecodedSlices {
  private readonly kept = new Map<DicomFile, Stored[]>();

  constructor(private readonly plane: number) {}

  async read({ file, frame }: Slice): Promise<Int16Array> {
    const out = new Int16Array(this.plane);
    const stored = (await this.frames(file))[frame]!;
    toHounsfield(stored, file.instance.frames[frame]!, file.instance.pixels, out, 0);
    return out;
  }

  private async frames(file: DicomFile): Promise<Stored[]> {
    const known = this.kept.get(file);
    if (known) return known;
    const frames = await decodeFrames(file.data, file.instance);
    this.kept.set(file, frames);
    if (this.kept.size > 2) this.kept.delete(this.kept.keys().next().value!);
    return frames;
  }
}

function blend(voxels: Int16Array, at: number, next: Int16Array, weight: number): void {
  for (let n = 0; n < next.length; n++) voxels[at + n] = Math.round(voxels[at + n]! * (1 - weight) + next[n]! * weight);
}
