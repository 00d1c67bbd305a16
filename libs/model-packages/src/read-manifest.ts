/** Reads a manifest and checks what can be checked without the other files. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ConflictError, CorruptDataError, NotFoundError, violations } from '@casebook/core';
import { z } from 'zod';
import { type Manifest, MANIFEST_FORMAT, manifestSchema } from './manifest.schema.js';
import { CHECKSUM_FILE, checksumLine, MANIFEST_FILE } from './package-files.js';

const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

/** What the one who opens a package demands of it. */
export interface Expectation {
  /** SHA-256 of the contract this process was built with. */
  contractHash?: string;
  name?: string;
  version?: string;
}

/**
 * The manifest of the package in `dir`. Format, form, contract and name are checked before the checksum: where both are wrong, the
 * first says more about what to do.
 */
export async function readManifest(dir: string, expected: Expectation): Promise<Manifest> {
  const bytes = await readSmall(dir, MANIFEST_FILE);
  const manifest = parse(bytes);
  if (expected.contractHash !== undefined && manifest.contract.hash !== expected.contractHash) {
    throw new ConflictError(
      'PACKAGE_CONTRACT_MISMATCH',
      `The package was built for another ${manifest.contract.name} (${short(manifest.contract.hash)}, here ${short(expected.contractHash)}): train it again with this release, or run the release it was built with.`,
    );
  }
  for (const field of ['name', 'version'] as const) {
    if (expected[field] !== undefined && manifest[field] !== expected[field]) {
      throw new CorruptDataError(
        'PACKAGE_NAME_MISMATCH',
        `The package calls itself ${manifest.name} ${manifest.version}: it lies in the wrong folder.`,
      );
    }
  }
  if ((await readSmall(dir, CHECKSUM_FILE)).toString('latin1') !== checksumLine(bytes)) {
    throw new CorruptDataError(
      'PACKAGE_FILE_CHANGED',
      `${MANIFEST_FILE} is not the one ${CHECKSUM_FILE} was made for: copy the package again.`,
    );
  }
  return manifest;
}

function parse(bytes: Buffer): Manifest {
  const invalid = (why: string, cause: unknown) =>
    new CorruptDataError('PACKAGE_MANIFEST_INVALID', `${MANIFEST_FILE} is not valid (${why}): copy or build the package again.`, { cause });
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw invalid('it is not JSON', cause);
  }
  const format = z.looseObject({ formatVersion: z.int() }).safeParse(json);
  if (format.success && format.data.formatVersion !== MANIFEST_FORMAT) {
    throw new CorruptDataError(
      'PACKAGE_FORMAT_UNKNOWN',
      `The package has format ${format.data.formatVersion}, this release reads ${MANIFEST_FORMAT}: use a release that knows it.`,
    );
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) {
    const [first] = violations(parsed.error);
    throw invalid(`${first?.path}: ${first?.message}`, parsed.error);
  }
  return parsed.data;
}

async function readSmall(dir: string, name: string): Promise<Buffer> {
  try {
    const { size } = await stat(join(dir, name));
    if (size > MAX_MANIFEST_BYTES)
      throw new CorruptDataError('PACKAGE_MANIFEST_INVALID', `${name} is ${size} bytes long: this is no manifest.`);
    return await readFile(join(dir, name));
  } catch (cause) {
    if (cause instanceof CorruptDataError) throw cause;
    if (name !== MANIFEST_FILE)
      throw new CorruptDataError('PACKAGE_FILE_MISSING', `${name} is missing: copy the package again.`, { cause });
    throw new NotFoundError('PACKAGE_NOT_FOUND', `There is no readable ${name} in ${dir}: give the folder of a model package.`, { cause });
  }
}

const short = (hash: string) => hash.slice(0, 12);
