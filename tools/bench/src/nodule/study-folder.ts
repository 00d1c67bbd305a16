/** The study that is searched: somebody's DICOM files, or a phantom's. */
import { createPhantom, scanPhantom } from '@casebook/dataset-phantom-ct';
import { writeCtSeries } from '@casebook/imaging';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface StudyFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** `DICM` after a preamble of 128 bytes (PS3.10, 7.1). */
const isDicom = (bytes: Buffer) => bytes.subarray(128, 132).toString('latin1') === 'DICM';

/** All DICOM files of a folder and those below, in memory: a disk is not what is measured. */
export function readStudy(folder: string): StudyFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  const files = names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) })).filter(({ bytes }) => isDicom(bytes));
  if (files.length === 0) throw new Error(`There is no DICOM file in ${folder}: name a folder with one study, or leave --data out.`);
  return files;
}

/** Writes phantom number 1 there as DICOM: half a minute. */
export function writePhantom(folder: string): void {
  const volume = scanPhantom(createPhantom(1), { onSlice: (done, total) => process.stderr.write(`\rphantom: slice ${done} of ${total} `) });
  process.stderr.write('\n');
  for (const { name, bytes } of writeCtSeries(volume, { name: 'bench' })) writeFileSync(join(folder, name), bytes);
}
