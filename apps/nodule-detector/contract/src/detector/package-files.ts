/** The files of the detector's model package beyond the manifest: names, tensors, and the form of `settings.json`. */
import { z } from 'zod';

export const PACKAGE_NAME = 'nodule-detector';

export const PACKAGE_FILES = {
  detector: 'detector.onnx',
  /** The same in half precision, for GPUs: inputs and outputs stay float32. */
  detectorHalf: 'detector.fp16.onnx',
  reducer: 'reducer.onnx',
  reducerHalf: 'reducer.fp16.onnx',
  settings: 'settings.json',
} as const;

/** float32 [batch, depth, height, width, 1]: depth along z; each side a multiple of `PREPARATION.multiple`; values from `readBox`. */
export const DETECTOR_INPUT = 'tile';
/** All float32 [batch, depth/4, height/4, width/4, channels]. */
export const DETECTOR_OUTPUTS = {
  /** One channel: probability that the cell holds a nodule's centre. */
  heat: 'heat',
  /** Three channels, x, y, z: centre of the nodule less the middle of the cell, in cells. */
  offset: 'offset',
  /** One channel: natural logarithm of the diameter in mm. */
  size: 'size',
} as const;

/** float32 [batch, 32, 32, 32, 1], the candidate in the middle. */
export const REDUCER_INPUT = 'cube';
/** float32 [batch, 1]: probability that the cube shows a nodule. */
export const REDUCER_OUTPUT = 'probability';

/** `settings.json`: chosen on validation scans. */
export const settingsSchema = z.strictObject({
  /** Peaks of the heat map from this value on are candidates. */
  candidateThreshold: z.number().gt(0).lt(1),
  /** Share of the second network in a candidate's logit; the rest is the first's. */
  reducerWeight: z.number().min(0).max(1),
  /** Probability from which a finding is shown and reported … */
  threshold: z.number().min(0).max(1),
  /** … and how many false ones a scan had there. */
  falsePositivesPerScan: z.number().nonnegative(),
});
export type DetectorSettings = z.infer<typeof settingsSchema>;
