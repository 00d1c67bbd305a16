/** What `manifest.json` says of the data set. */
import { z } from 'zod';
import { readFile } from 'node:fs/promises';

const file = z.object({ name: z.string(), sha256: z.string().length(64), bytes: z.int().positive() });

const manifestSchema = z.object({
  name: z.literal('online-retail'),
  licence: z.string(),
  citation: z.string(),
  file: file.extend({ rows: z.int() }),
  compressed: file,
  /** What the cleaning rules must leave of the file. */
  cleaned: z.object({ rows: z.int(), users: z.int(), items: z.int(), invoices: z.int() }),
  /** The file's rows by day; each part repeats the header. */
  download: z.object({ base: z.url(), parts: z.array(file).min(1) }),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** Reads the manifest that stands beside this package's sources. */
export const readManifest = async (): Promise<Manifest> =>
  manifestSchema.parse(JSON.parse(await readFile(new URL('../manifest.json', import.meta.url), 'utf8')));
