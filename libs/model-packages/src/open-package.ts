/** Opens a model package after checking everything about it that can be checked. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { CorruptDataError } from '@casebook/core';
import type { Manifest } from './manifest.schema.js';
import { ModelPackage } from './model-package.js';
import { readOnnxSignature } from './onnx-signature.js';
import { CHECKSUM_FILE, MANIFEST_FILE, MODEL_CARD_FILE, MODEL_SUFFIX, modelName, REFERENCE_FILE, sha256 } from './package-files.js';
import { type Expectation, readManifest } from './read-manifest.js';
import { referenceSchema } from './reference.schema.js';
import { describeSignature } from './tensor-spec.js';

/**
 * Reads and verifies the package in `dir`; whatever it returns is exactly what was written.
 *
 * @param expected `contractHash` of the process that wants to use it (leave it out only to inspect), and `name` and `version` where known
 * @throws {NotFoundError} `PACKAGE_NOT_FOUND`: no manifest there
 * @throws {ConflictError} `PACKAGE_CONTRACT_MISMATCH`: built for another feature definition
 * @throws {CorruptDataError} `PACKAGE_FORMAT_UNKNOWN`, `PACKAGE_MANIFEST_INVALID`, `PACKAGE_NAME_MISMATCH`, `PACKAGE_FILE_MISSING`,
 * `PACKAGE_FILE_UNEXPECTED`, `PACKAGE_FILE_CHANGED`, `PACKAGE_MODEL_INVALID`, `PACKAGE_SIGNATURE_MISMATCH`, `PACKAGE_REFERENCE_INVALID`
 *
 * @example
 * const pkg = await openPackage('registry/shop-recommender/1.0.0', { contractHash });
 */
export async function openPackage(dir: string, expected: Expectation = {}): Promise<ModelPackage> {
  const manifest = await readManifest(dir, expected);
  await checkFolder(dir, manifest);
  const files = new Map<string, Uint8Array>();
  for (const [name, { sha256: digest, bytes }] of Object.entries(manifest.files)) {
    const content = await readFile(join(dir, name));
    if (content.byteLength !== bytes || sha256(content) !== digest) {
      throw new CorruptDataError('PACKAGE_FILE_CHANGED', `${name} is not the file the package was made with: copy the package again.`);
    }
    files.set(name, content);
  }
  checkModels(manifest, files);
  const opened = new ModelPackage(dir, manifest, files);
  checkReference(opened);
  return opened;
}

async function checkFolder(dir: string, { files }: Manifest): Promise<void> {
  const listed = new Set([...Object.keys(files), MANIFEST_FILE, CHECKSUM_FILE]);
  for (const required of [REFERENCE_FILE, MODEL_CARD_FILE]) {
    if (!listed.has(required))
      throw new CorruptDataError('PACKAGE_MANIFEST_INVALID', `The manifest lists no ${required}: build the package again.`);
  }
  const folders = new Set(Object.keys(files).flatMap((name) => (name.includes('/') ? dirname(name) : [])));
  for (const entry of await readdir(dir, { withFileTypes: true, recursive: true })) {
    const name = relative(dir, join(entry.parentPath, entry.name)).replaceAll(sep, '/');
    if (entry.isDirectory() && folders.has(name)) continue;
    if (!listed.has(name) || !entry.isFile()) {
      const what = entry.isFile() ? 'a file the manifest does not list' : 'not a plain file';
      throw new CorruptDataError('PACKAGE_FILE_UNEXPECTED', `${name} is ${what}: remove it or copy the package again.`);
    }
    listed.delete(name);
  }
  const [missing] = listed;
  if (missing !== undefined) throw new CorruptDataError('PACKAGE_FILE_MISSING', `${missing} is missing: copy the package again.`);
}

function checkModels({ models }: Manifest, files: ReadonlyMap<string, Uint8Array>): void {
  const onnx = [...files.keys()].filter((name) => name.endsWith(MODEL_SUFFIX));
  const declared = Object.entries(models);
  if (onnx.length === 0 || declared.length !== onnx.length) {
    throw new CorruptDataError(
      'PACKAGE_SIGNATURE_MISMATCH',
      'The manifest does not give one signature to each .onnx file: build the package again.',
    );
  }
  for (const [name, { file, ...signature }] of declared) {
    const bytes = files.get(file);
    const actual = bytes && modelName(file) === name ? describeSignature(readOnnxSignature(bytes, file)) : 'no such file';
    if (actual !== describeSignature(signature)) {
      throw new CorruptDataError(
        'PACKAGE_SIGNATURE_MISMATCH',
        `The manifest says ${name} is ${describeSignature(signature)}, the file says ${actual}: build the package again.`,
      );
    }
  }
}

function checkReference(opened: ModelPackage): void {
  try {
    opened.json(REFERENCE_FILE, referenceSchema);
  } catch (cause) {
    throw new CorruptDataError('PACKAGE_REFERENCE_INVALID', `${REFERENCE_FILE} is not a drift reference: build the package again.`, {
      cause,
    });
  }
}
