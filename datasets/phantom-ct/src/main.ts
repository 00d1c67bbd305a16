/** npx nx run dataset-phantom-ct:generate --out DIR [--scans 4] [--seed 1] [--unusual] [--format metaimage|dicom] */
import { writeCtSeries, uidOf, type Volume } from '@casebook/imaging';
import { Command, Option } from 'commander';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createPhantom, scanPhantom, UNUSUAL, USUAL } from './index.js';
import { metaImageHeader } from './meta-image.js';

interface Options {
  out: string;
  scans: string;
  seed: string;
  unusual: boolean;
  format: 'metaimage' | 'dicom';
}

async function generate({ out, scans, seed, unusual, format }: Options): Promise<void> {
  const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), out);
  await mkdir(folder, { recursive: true });
  const lines = ['seriesuid,coordX,coordY,coordZ,diameter_mm'];
  for (let n = 0; n < Number(scans); n++) {
    const phantom = createPhantom(Number(seed) + n, unusual ? UNUSUAL : USUAL);
    const name = `phantom-${phantom.seed}${unusual ? '-unusual' : ''}`;
    const volume = scanPhantom(phantom, { onSlice: (done, total) => process.stderr.write(`\r${name}: slice ${done} of ${total} `) });
    process.stderr.write('\n');
    const uid = format === 'dicom' ? uidOf(`${name}/series`) : name;
    for (const { centre, diameter } of phantom.nodules) lines.push([uid, ...centre.map((mm) => mm.toFixed(3)), diameter.toFixed(3)].join());
    await (format === 'dicom' ? writeDicom(volume, name, join(folder, name)) : writeMetaImage(volume, name, folder));
  }
  await writeFile(join(folder, 'annotations.csv'), `${lines.join('\n')}\n`);
}

async function writeDicom(volume: Volume, name: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of writeCtSeries(volume, { name })) await writeFile(join(folder, file.name), file.bytes);
}

async function writeMetaImage(volume: Volume, name: string, folder: string): Promise<void> {
  await writeFile(join(folder, `${name}.raw`), volume.voxels);
  await writeFile(join(folder, `${name}.mhd`), metaImageHeader(volume, `${name}.raw`));
}

await new Command()
  .requiredOption('--out <dir>', 'folder for the scans and their annotations.csv')
  .option('--scans <n>', 'how many', '4')
  .option('--seed <n>', 'of the first; the next ones have the next seeds', '1')
  .option('--unusual', 'settings outside of those that the detector is trained on', false)
  .addOption(
    new Option('--format <format>', 'MetaImage as LUNA16 has it, or DICOM series').choices(['metaimage', 'dicom']).default('metaimage'),
  )
  .action(generate)
  .parseAsync();
