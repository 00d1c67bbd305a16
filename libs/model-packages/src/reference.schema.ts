/** The drift reference of a package, `reference.json`: how features, predictions and targets were distributed when it was trained. */
import { z } from 'zod';

const counts = z.array(z.number().nonnegative()).min(1).max(10_000);
const column = {
  name: z.string().min(1),
  role: z.enum(['feature', 'prediction', 'target']),
  /** How many values were absent (NaN or null); they are in no bin. */
  missing: z.int().nonnegative().optional(),
};
const ascending = (edges: number[]) => edges.every((edge, i) => i === 0 || edge > edges[i - 1]!);

/** A histogram: counts in the bins between consecutive edges, both outer bins open. Bin i holds edges[i − 1] ≤ x < edges[i]. */
export const numericColumnSchema = z
  .strictObject({ ...column, kind: z.literal('numeric'), edges: z.array(z.number()).refine(ascending, 'must ascend'), counts })
  .refine(({ edges, counts }) => counts.length === edges.length + 1, 'counts must be one longer than edges');

export const categoricalColumnSchema = z
  .strictObject({ ...column, kind: z.literal('categorical'), categories: z.array(z.string()), counts })
  .refine(({ categories, counts }) => counts.length === categories.length, 'counts and categories must be of one length');

export const referenceColumnSchema = z.union([numericColumnSchema, categoricalColumnSchema]);
export const referenceSchema = z.strictObject({
  formatVersion: z.literal(1),
  rows: z.int().nonnegative(),
  columns: z.array(referenceColumnSchema),
});

export type NumericColumn = z.infer<typeof numericColumnSchema>;
export type CategoricalColumn = z.infer<typeof categoricalColumnSchema>;
export type ReferenceColumn = z.infer<typeof referenceColumnSchema>;
export type Reference = z.infer<typeof referenceSchema>;
