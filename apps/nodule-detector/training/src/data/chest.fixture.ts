/** A body with two lungs and balls in them, as simple as can be: whole scans for specs, in a fraction of a phantom's time. */
import type { Vector3, Volume } from '@casebook/imaging';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface Ball {
  centre: Vector3;
  diameter: number;
}

const SPACING: Vector3 = [3, 3, 4];
const SIZE: Vector3 = [68, 43, 32];
/** Of voxel (0, 0, 0), mm. */
const ORIGIN: Vector3 = [-100.5, -63, -276];

/** @param balls centres in mm (LPS); the lungs are ellipsoids around x = ±40, y = 0, z = -214 with half axes of 30, 45 and 52 mm */
export function chest(balls: readonly Ball[]): Volume {
  const voxels = new Int16Array(SIZE[0] * SIZE[1] * SIZE[2]);
  for (let n = 0; n < voxels.length; n++) {
    const [x, y, z] = [n % SIZE[0], Math.floor(n / SIZE[0]) % SIZE[1], Math.floor(n / SIZE[0] / SIZE[1])].map(
      (at, axis) => ORIGIN[axis]! + at * SPACING[axis]!,
    ) as [number, number, number];
    const inBody = Math.hypot(x / 84, y / 60) < 1;
    const inLung = [-40, 40].some((side) => Math.hypot((x - side) / 30, y / 45, (z + 214) / 52) < 1);
    const ball = Math.max(
      0,
      ...balls.map(({ centre, diameter }) => filled(Math.hypot(x - centre[0], y - centre[1], z - centre[2]) - diameter / 2)),
    );
    const tissue = inLung ? -850 + 30 * Math.sin(n) : inBody ? 40 : -1000;
    voxels[n] = Math.round(tissue + (40 - tissue) * (inLung ? ball : 0));
  }
  return { voxels, size: SIZE, spacing: SPACING, origin: ORIGIN, direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }; // prettier-ignore
}

/** How much of a voxel at this distance from a surface is inside. */
const filled = (distance: number) => Math.min(Math.max(0.5 - distance / 3, 0), 1);

const HEADER = 'seriesuid,coordX,coordY,coordZ,diameter_mm\n';

/** As LUNA16 has its scans: a MetaImage, and its nodules in the folder's annotations.csv. */
export async function writeChest(folder: string, series: string, balls: readonly Ball[]): Promise<void> {
  const { voxels, size, spacing, origin } = chest(balls);
  await mkdir(folder, { recursive: true });
  const header = {
    ObjectType: 'Image',
    NDims: 3,
    BinaryData: 'True',
    BinaryDataByteOrderMSB: 'False',
    TransformMatrix: '1 0 0 0 1 0 0 0 1',
    Offset: origin.join(' '),
    ElementSpacing: spacing.join(' '),
    DimSize: size.join(' '),
    ElementType: 'MET_SHORT',
    ElementDataFile: `${series}.raw`,
  };
  await writeFile(join(folder, `${series}.mhd`), Object.entries(header).map(([key, value]) => `${key} = ${value}\n`).join('')); // prettier-ignore
  await writeFile(join(folder, `${series}.raw`), voxels);
  const list = join(folder, 'annotations.csv');
  if (!existsSync(list)) await writeFile(list, HEADER);
  await appendFile(list, balls.map(({ centre, diameter }) => `${[series, ...centre, diameter].join()}\n`).join(''));
}
