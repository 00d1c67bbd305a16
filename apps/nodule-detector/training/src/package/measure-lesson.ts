/** What a lesson brought: the detector alone on the validation scans, measured once and kept in the run folder. */
import { writeTextAtomically } from '@casebook/data-pipelines';
import type { RunFolder } from '@casebook/training';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { tfNetworks } from '../detect/tf-networks.js';
import { frocWithIntervals } from '../evaluation/froc-interval.js';
import type { DetectorNetwork } from '../network/detector-network.js';
import { chooseSettings, searchAll } from './choose-settings.js';
import type { LessonRow } from './model-card.js';

const rowSchema = z.object({ lesson: z.string(), cpm: z.object({ value: z.number(), low: z.number(), high: z.number() }) });

export async function measureLesson(
  folder: Pick<RunFolder, 'path'>,
  lesson: string,
  network: DetectorNetwork,
  scans: readonly string[],
): Promise<LessonRow> {
  const file = join(folder.path, 'lessons', `${lesson}.json`);
  if (existsSync(file)) return rowSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const { results } = chooseSettings(await searchAll(scans, tfNetworks(network)));
  const row = { lesson, cpm: frocWithIntervals(results.detector)['cpm']! };
  await writeTextAtomically(file, JSON.stringify(row));
  return row;
}
