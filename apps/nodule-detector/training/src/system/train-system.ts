/** The lessons, one after the other, then the second network. Each goes on from its last checkpoint. */
import { writeTextAtomically } from '@casebook/data-pipelines';
import { createRandom, type RunFolder } from '@casebook/training';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Source, sourceOf } from '../data/crop-list.js';
import { readPreparedScan } from '../data/prepared-scan.js';
import { findHardPlaces } from '../detect/find-hard-places.js';
import { tfNetworks } from '../detect/tf-networks.js';
import { createDetector, type DetectorNetwork } from '../network/detector-network.js';
import { createReducer, type ReducerNetwork } from '../network/reducer-network.js';
import { teachDetector } from '../network/teach-detector.js';
import { teachReducer } from '../network/teach-reducer.js';
import type { Boxes } from './boxes.js';
import type { Choices } from './choices.js';

export interface TrainedSystem {
  detector: DetectorNetwork;
  reducer: ReducerNetwork;
}

export interface SystemOptions {
  /** Without it nothing is kept. */
  folder?: RunFolder;
  output?: NodeJS.WritableStream | null;
  say: (line: string) => void;
  /** After each lesson, with the network as it is then. */
  onLesson?: (name: string, network: DetectorNetwork) => Promise<void>;
}

/** Lessons without boxes are left out. @throws as `train` */
export async function trainSystem({ training, validation }: Boxes, choices: Choices, options: SystemOptions): Promise<TrainedSystem> {
  const { folder, output, say, onLesson } = options;
  const common = { ...(folder && { folder }), ...(output !== undefined && { output }) };
  const detector = createDetector(choices.detector);
  for (const lesson of choices.lessons) {
    if (lesson.from.some((material) => training[material].length === 0)) continue;
    const paths = lesson.from.flatMap((material) => training[material]);
    const sources = lesson.mine ? await withHardPlaces(paths, lesson.name, detector, choices, options) : await easySources(paths);
    say(`${lesson.name}: ${describe(sources)}`);
    await teachDetector(detector, sources, lesson, { ...common, validation });
    await onLesson?.(lesson.name, detector);
  }
  const reducer = createReducer(choices.reducer);
  const all = Object.values(training).flat();
  const sources = await withHardPlaces(all, choices.reducerLesson.name, detector, choices, options);
  say(`${choices.reducerLesson.name}: ${describe(sources)}`);
  await teachReducer(reducer, sources, choices.reducerLesson, common);
  return { detector, reducer };
}

async function easySources(paths: readonly string[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const path of paths) sources.push(sourceOf(path, await readPreparedScan(path)));
  return sources;
}

const sourcesSchema = z.array(
  z.custom<Source>((value) => z.looseObject({ path: z.string(), hard: z.array(z.unknown()) }).safeParse(value).success),
);

/** Found once for a lesson: a run that goes on must see the same. */
async function withHardPlaces(
  paths: readonly string[],
  lesson: string,
  network: DetectorNetwork,
  { mined, seed }: Pick<Choices, 'mined' | 'seed'>,
  { folder, say }: SystemOptions,
): Promise<Source[]> {
  const file = folder && join(folder.path, 'hard-places', `${lesson}.json`);
  if (file && existsSync(file)) return sourcesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const searched = new Set(createRandom(seed).permutation(paths.length).slice(0, mined));
  say(`${lesson}: looking for hard places in ${searched.size} boxes`);
  const networks = tfNetworks(network);
  const sources: Source[] = [];
  for (const [n, path] of paths.entries()) {
    const scan = await readPreparedScan(path);
    sources.push(sourceOf(path, scan, searched.has(n) ? await findHardPlaces(scan, networks) : []));
  }
  if (file) await writeTextAtomically(file, JSON.stringify(sources));
  return sources;
}

const describe = (sources: readonly Source[]) => {
  const count = (of: (source: Source) => readonly unknown[]) => sources.reduce((sum, source) => sum + of(source).length, 0);
  return `${sources.length} boxes with ${count((source) => source.nodules)} nodules, ${count((source) => source.places)} places, ${count((source) => source.hard)} hard ones`;
};
