/** The manifest of a model package, `manifest.json`. */
import { z } from 'zod';
import { jsonSchema } from './json.js';
import { signatureSchema } from './tensor-spec.js';

/** The format written here. A reader refuses a number it does not know rather than guess. */
export const MANIFEST_FORMAT = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 lower-case hexadecimal digits');
/** In the folder itself or in one of its own (`onnx/`, where transformers.js looks): a name can neither climb out nor hide. */
export const fileNameSchema = z
  .string()
  .max(128)
  .regex(
    /^([A-Za-z0-9][A-Za-z0-9_-]*\/)?[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'must be a plain file name, at most one folder deep: letters, digits, dot, dash, underscore',
  );
export const packageNameSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by dashes');
/** Semantic versioning 2.0 without build metadata (a `+` has no place in a folder's name). */
export const versionSchema = z
  .string()
  .max(64)
  .regex(/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z]+([.-][0-9A-Za-z]+)*)?$/, 'must be a semantic version such as 1.0.0');

/** A figure with its 95 % interval. */
export const intervalSchema = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
/** One row of the evaluation report: `n` is the number of cases (users, scans, messages) it averages. */
export const metricsRowSchema = z.strictObject({
  model: z.string().optional(),
  mode: z.string().optional(),
  n: z.int().nonnegative(),
  metrics: z.record(z.string(), intervalSchema),
});

/** What the maker of a package states about it; the rest of the manifest is derived from its files. */
export const statementSchema = z.strictObject({
  name: packageNameSchema,
  version: versionSchema,
  createdAt: z.iso.datetime(),
  description: z.string().max(4000).default(''),
  contract: z.strictObject({ name: z.string().min(1), hash: sha256 }),
  data: z.strictObject({ name: z.string().min(1), sha256, split: jsonSchema, seed: z.int() }),
  metrics: z.array(metricsRowSchema),
  training: jsonSchema,
  licence: z.strictObject({ spdx: z.string().min(1), attribution: z.array(z.string()) }),
});

export const manifestSchema = statementSchema.extend({
  formatVersion: z.literal(MANIFEST_FORMAT),
  /** Key: the ONNX file's name without `.onnx`. */
  models: z.record(z.string(), signatureSchema.extend({ file: fileNameSchema })),
  /** Every file of the folder but the manifest and its checksum. */
  files: z.record(fileNameSchema, z.strictObject({ sha256, bytes: z.int().nonnegative() })),
});

export type Interval = z.infer<typeof intervalSchema>;
export type MetricsRow = z.infer<typeof metricsRowSchema>;
export type PackageStatement = z.input<typeof statementSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
