/** Takes the needed members out of wheels into one folder. */
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CorruptDataError } from '@casebook/core';
import { openPromise } from 'yauzl';
import { partialFolder } from './partial-folder.js';
import { megabytes, placeOf } from './pins.js';

/**
 * All or nothing: the folder gets its name only when it is complete.
 *
 * @throws {CorruptDataError} `SETUP_WRONG_WHEEL` where TensorFlow's libraries or headers are not inside
 */
export async function unpackLibraries(wheels: string[], folder: string, log: (line: string) => void): Promise<void> {
  const partial = await partialFolder(folder);
  try {
    for (const wheel of wheels) await unpack(wheel, partial, log);
    await linkNames(partial);
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function unpack(wheel: string, folder: string, log: (line: string) => void): Promise<void> {
  const zip = await openPromise(wheel);
  for await (const entry of zip.eachEntry()) {
    const place = placeOf(entry.fileName);
    if (!place) continue;
    const target = join(folder, place);
    await mkdir(dirname(target), { recursive: true });
    if (entry.uncompressedSize > 50e6) log(`  unpacking ${basename(place)} (${megabytes(entry.uncompressedSize)}) …`);
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
    // Symbols for debuggers are a quarter of TensorFlow; where binutils is missing they stay.
    if (/\/libtensorflow_/.test(target)) spawnSync('strip', ['--strip-unneeded', target], { stdio: 'ignore' });
  }
}

/** The linker looks for libtensorflow.so, the loader for the name the library gives itself. */
async function linkNames(folder: string): Promise<void> {
  const names: string[] = await readdir(join(folder, 'lib')).catch(() => []);
  for (const [link, target] of Object.entries({
    'libtensorflow.so': 'libtensorflow_cc.so.2',
    'libtensorflow_framework.so': 'libtensorflow_framework.so.2',
  })) {
    if (!names.includes(target)) throw new CorruptDataError('SETUP_WRONG_WHEEL', `The wheel has no ${target}: another version was pinned?`);
    await symlink(target, join(folder, 'lib', link));
  }
}
