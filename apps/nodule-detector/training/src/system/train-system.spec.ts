import { openPackage, writePackage } from '@casebook/model-packages';
import { toGrid } from '@casebook/imaging';
import { contractHash, PACKAGE_FILES, settingsSchema } from '@casebook/nodule-detector-contract/detector';
import { createRunFolder } from '@casebook/training';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ball, chest, writeChest } from '../data/chest.fixture.js';
import { prepareVolume } from '../data/prepare-volume.js';
import { readPreparedScan, writePreparedScan } from '../data/prepared-scan.js';
import { realBoxes } from '../data/real-boxes.js';
import { evaluate } from '../evaluation/evaluate.js';
import { scansOfFolder } from '../evaluation/evaluated-scans.js';
import { formatMarks } from '../evaluation/marks-file.js';
import { TINY_DETECTOR, TINY_REDUCER } from '../network/tiny-networks.fixture.js';
import { useTrainingEngine } from '../network/training-engine.fixture.js';
import { packageContents } from '../package/build-package.js';
import { type Choices, defaultChoices } from './choices.js';
import { trainSystem } from './train-system.js';

let root: string;
beforeAll(async () => {
  await useTrainingEngine();
  root = await mkdtemp(join(tmpdir(), 'nodule-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Easy ones: large balls in empty lungs. */
const BALLS: readonly Ball[][] = [
  [{ centre: [50, 10, -200], diameter: 16 }, { centre: [-45, -20, -240], diameter: 20 }], // prettier-ignore
  [{ centre: [-52, 15, -205], diameter: 18 }, { centre: [44, -18, -230], diameter: 14 }], // prettier-ignore
];

const defaults = defaultChoices(1, { phantoms: 1, validationPhantoms: 1, epochs: 12, crops: 24 });
const CHOICES: Choices = {
  ...defaults,
  detector: TINY_DETECTOR,
  reducer: TINY_REDUCER,
  lessons: defaults.lessons
    .filter(({ name }) => name === 'phantoms' || name === 'hard')
    .map((lesson) => ({ ...lesson, batchSize: 4, side: 32, learningRate: 0.02, averageDecay: 0.8, ...(lesson.mine && { epochs: 2 }) })),
  reducerLesson: { ...defaults.reducerLesson, epochs: 2, batchSize: 4, averageDecay: 0.8 },
};

async function learnable(balls: readonly Ball[]): Promise<string[]> {
  const scan = { name: 'learned', patient: 'p', volume: chest(balls), nodules: balls, excluded: [] };
  const paths: string[] = [];
  for (const box of realBoxes(scan, { side: 48, others: 4, implanted: 0, seed: 1 })) {
    await writePreparedScan(join(root, box.name), box);
    paths.push(join(root, box.name));
  }
  return paths;
}

async function whole(balls: readonly Ball[]): Promise<string> {
  const { grid, geometry } = prepareVolume(chest(balls));
  const path = join(root, 'whole');
  const nodules = balls.map(({ centre, diameter }) => ({
    center: [...toGrid(geometry, centre)] as [number, number, number],
    diameterMm: diameter,
  }));
  const rest = { patient: 'q', nodules, excluded: [], places: [], data: grid.data, lungs: grid.lungs };
  await writePreparedScan(path, { name: 'whole', shape: [...grid.shape], origin: [...geometry.origin], ...rest });
  return path;
}

describe('training, package and evaluation', () => {
  it('learn to find balls in a chest, go on where they were stopped, and score a scan in world coordinates', async () => {
    const training = { phantoms: await learnable(BALLS[0]!), implanted: [], real: [] };
    const scan = await whole(BALLS[0]!);
    const boxes = { training, validation: [await readPreparedScan(training.phantoms[0]!)], scans: async () => [scan] };
    const folder = await createRunFolder(join(root, 'run'), CHOICES);
    const said: string[] = [];
    const options = { folder, output: null, say: (line: string) => said.push(line) };
    const trained = await trainSystem(boxes, CHOICES, options);
    expect(said.join('\n')).toContain('hard: looking for hard places in 6 boxes');

    const again = await trainSystem(boxes, CHOICES, { ...options, say: () => undefined }); // everything is there already
    const weights = (system: typeof trained) => system.detector.model.getWeights().map((weight) => weight.dataSync());
    expect(weights(again)).toEqual(weights(trained));

    const request = {
      trained,
      choices: CHOICES,
      version: '0.0.1',
      createdAt: '2026-01-01T00:00:00.000Z',
      command: 'npx nx train nodule-detector',
    };
    const contents = await packageContents({ ...request, training, validation: [scan], lessons: [] });
    await writePackage(join(root, 'package'), contents);
    const pkg = await openPackage(join(root, 'package'), { contractHash: contractHash() });
    expect(settingsSchema.parse(pkg.json(PACKAGE_FILES.settings, settingsSchema)).falsePositivesPerScan).toBe(1);
    expect(pkg.text('MODEL_CARD.md')).toContain('Not a medical device');
    expect(pkg.model('detector').outputs.map(({ name }) => name)).toEqual(['heat', 'offset', 'size']);

    await writeChest(join(root, 'data'), '1.2.3', BALLS[1]!); // another chest, read from files
    const data = await scansOfFolder({
      data: join(root, 'data'),
      annotations: join(root, 'data', 'annotations.csv'),
      onProblem: (_, error) => expect.fail(error.message),
    });
    const { report, marks } = await evaluate({ package: join(root, 'package'), data, seed: 1 });
    expect(report).toMatchObject({
      case: 'nodule-detector',
      data: { name: 'data' },
      rows: [
        { model: 'casebook', n: 1 },
        { model: 'detector', n: 1 },
      ],
    });
    expect(report.rows[0]!.metrics['sensitivity@8']!.value).toBe(1);
    for (const { centre, diameter } of BALLS[1]!) {
      const hit = marks.get('1.2.3')!.find((mark) => Math.hypot(...mark.centre.map((mm, axis) => mm - centre[axis]!)) < diameter / 2);
      expect(hit).toBeDefined();
    }
    expect(formatMarks(marks).split('\n')[1]).toMatch(/^1\.2\.3,-?\d/);
    expect(await readFile(join(root, 'run', 'curves.csv'), 'utf8')).toContain('box cpm');
  }, 600_000);
});
