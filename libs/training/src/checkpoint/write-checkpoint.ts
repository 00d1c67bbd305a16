/** Writes a checkpoint so that it is there whole or not at all. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInputError } from '@casebook/core';
import type * as tf from '@tensorflow/tfjs';
import type { z } from 'zod';
import { type CheckpointContent, type checkpointSchema, FILES, folderName, sha256 } from './checkpoint-format.js';
import { diskError, syncFolder, writeDurably } from './durable-files.js';
import { encodeTensors } from './tensor-bytes.js';

/** What a killed process may leave behind; never read. */
export const PART = '.part';

/**
 * Writes into a folder beside, waits for the disk, then renames.
 * @returns the checkpoint's folder in `dir`
 * @throws {CasebookError} `DISK_FULL`; the checkpoints before it are untouched
 * @throws {InvalidInputError} `TENSOR_INVALID`, `STATE_INVALID` where a part gives what cannot be kept
 */
export async function writeCheckpoint(dir: string, content: CheckpointContent): Promise<string> {
  const name = folderName(content.position);
  const path = join(dir, name);
  const beside = join(dir, `.${name}${PART}`);
  try {
    await mkdir(dir, { recursive: true });
    await rm(beside, { recursive: true, force: true });
    await mkdir(beside);
    for (const [file, bytes] of await encode(content)) await writeDurably(join(beside, file), bytes);
    await syncFolder(beside);
    await rm(path, { recursive: true, force: true }); // a damaged one that the run went back behind
    await rename(beside, path);
    await syncFolder(dir);
  } catch (error) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined); // the first error is the one to tell
    throw diskError(error, path, 'the checkpoints before it are whole');
  }
  return path;
}

async function encode({ parts, ...content }: CheckpointContent): Promise<[string, Uint8Array | string][]> {
  const { model = {}, ...others } = parts;
  const tensors: Record<string, tf.Tensor> = {};
  for (const [part, state] of Object.entries(others)) {
    for (const [name, tensor] of Object.entries(state.tensors ?? {})) tensors[`${part}/${name}`] = tensor;
  }
  const weights = await encodeTensors(model.tensors ?? {});
  const state = await encodeTensors(tensors);
  const describe = (bytes: Uint8Array) => ({ bytes: bytes.length, sha256: sha256(bytes) });
  const checkpoint: z.infer<typeof checkpointSchema> = {
    format: 1,
    ...content,
    parts: Object.fromEntries(Object.entries(parts).map(([part, { values }]) => [part, values ? finite(part, values) : null])),
    files: { [FILES.model]: describe(weights), [FILES.state]: describe(state) },
  };
  const manifest = `${JSON.stringify({ sha256: sha256(JSON.stringify(checkpoint)), checkpoint }, null, 1)}\n`;
  return [
    [FILES.model, weights],
    [FILES.state, state],
    [FILES.manifest, manifest],
  ];
}

/** JSON would turn a NaN into null without a word. */
function finite<T>(part: string, values: T): T {
  JSON.stringify(values, (key, value: unknown) => {
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    throw new InvalidInputError('STATE_INVALID', `The state of ${part} has ${key} ${value}, which JSON cannot keep: write null for it.`);
  });
  return values;
}
