/** Writes a model package: all of it or nothing. */
import { chmod, mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ConflictError, InvalidInputError, parseWith } from '@casebook/core';
import { canonicalJson, type Json } from './json.js';
import { fileNameSchema, type Manifest, MANIFEST_FORMAT, type PackageStatement, statementSchema } from './manifest.schema.js';
import { readOnnxSignature } from './onnx-signature.js';
import {
  CHECKSUM_FILE,
  checksumLine,
  MANIFEST_FILE,
  MODEL_CARD_FILE,
  MODEL_SUFFIX,
  modelName,
  REFERENCE_FILE,
  sha256,
} from './package-files.js';
import { referenceSchema } from './reference.schema.js';

/** What a package is made of: what its maker states, and its files by name. */
export interface PackageContents extends PackageStatement {
  /** At least one `.onnx`, `reference.json` and `MODEL_CARD.md`; anything else the case study needs. Strings are written as UTF-8. */
  files: Record<string, Uint8Array | string>;
}

/**
 * Writes the folder `dir`: files, then the manifest derived from them, beside the target and renamed into place, so that no reader
 * ever sees half a package. The same contents give the same bytes.
 *
 * @param options `overwrite` replaces a package that is there; published versions should stay as they are
 * @returns the manifest as written
 * @throws {InvalidInputError} `PACKAGE_CONTENTS_INVALID`
 * @throws {ConflictError} `PACKAGE_EXISTS`
 * @throws {CorruptDataError} `PACKAGE_MODEL_INVALID` where an `.onnx` is none
 */
export async function writePackage(dir: string, contents: PackageContents, options: { overwrite?: boolean } = {}): Promise<Manifest> {
  const target = resolve(dir);
  if (!options.overwrite && (await exists(target))) {
    throw new ConflictError('PACKAGE_EXISTS', `${basename(target)} is there already: choose the next version, or overwrite on purpose.`);
  }
  const files = encode(contents.files);
  const manifest = describe(contents, files);
  const manifestBytes = Buffer.from(canonicalJson(manifest as unknown as Json));
  files.set(MANIFEST_FILE, manifestBytes);
  files.set(CHECKSUM_FILE, Buffer.from(checksumLine(manifestBytes)));

  await mkdir(dirname(target), { recursive: true });
  const staging = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    await chmod(staging, 0o755); // a temporary folder is its owner's alone, a package is to be read
    for (const [name, bytes] of files) await writeDurably(join(staging, name), bytes);
    await replace(staging, target);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return manifest;
}

function encode(files: PackageContents['files']): Map<string, Uint8Array> {
  const encoded = new Map<string, Uint8Array>();
  for (const [name, content] of Object.entries(files)) {
    parseWith(fileNameSchema, name, 'PACKAGE_CONTENTS_INVALID', `The file name '${name}'`);
    if (name === MANIFEST_FILE || name === CHECKSUM_FILE) {
      throw new InvalidInputError('PACKAGE_CONTENTS_INVALID', `${name} is written by writePackage: leave it out of files.`);
    }
    encoded.set(name, typeof content === 'string' ? Buffer.from(content) : content);
  }
  for (const required of [REFERENCE_FILE, MODEL_CARD_FILE]) {
    if (!encoded.has(required)) throw new InvalidInputError('PACKAGE_CONTENTS_INVALID', `${required} is missing: add it to files.`);
  }
  return encoded;
}

function describe(contents: PackageContents, files: ReadonlyMap<string, Uint8Array>): Manifest {
  const statement = Object.fromEntries(Object.entries(contents).filter(([key]) => key !== 'files'));
  const stated = parseWith(statementSchema, statement, 'PACKAGE_CONTENTS_INVALID', 'The statement of the package');
  parseWith(referenceSchema, parseJson(files.get(REFERENCE_FILE)!), 'PACKAGE_CONTENTS_INVALID', REFERENCE_FILE);
  const models: Manifest['models'] = {};
  for (const [name, bytes] of files) {
    if (name.endsWith(MODEL_SUFFIX)) models[modelName(name)] = { file: name, ...readOnnxSignature(bytes, name) };
  }
  if (Object.keys(models).length === 0)
    throw new InvalidInputError('PACKAGE_CONTENTS_INVALID', 'There is no .onnx file: add the model to files.');
  return {
    ...stated,
    formatVersion: MANIFEST_FORMAT,
    models,
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, { sha256: sha256(bytes), bytes: bytes.byteLength }])),
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new InvalidInputError('PACKAGE_CONTENTS_INVALID', `${REFERENCE_FILE} is not JSON.`, { cause });
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A folder cannot be renamed onto one that is not empty: the old one steps aside first and comes back if the new one cannot. */
async function replace(staging: string, target: string): Promise<void> {
  if (!(await exists(target))) return rename(staging, target);
  const old = `${staging}-old`;
  await rename(target, old);
  try {
    await rename(staging, target);
  } catch (error) {
    await rename(old, target);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
