/** Reads a checkpoint, trusting nothing in it. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CorruptDataError } from '@casebook/core';
import type { SafeTensor } from '@casebook/safetensors';
import { type Checkpoint, FILES, manifestSchema, sha256 } from './checkpoint-format.js';
import { decodeTensors } from './tensor-bytes.js';

const damaged = (path: string, why: string, cause?: unknown) =>
  new CorruptDataError(
    'CHECKPOINT_DAMAGED',
    `The checkpoint ${basename(path)} is damaged (${why}): delete it, or resume from one before it.`,
    {
      cause,
      details: { why },
    },
  );

/** @throws {CorruptDataError} `CHECKPOINT_DAMAGED` where a file is missing, cut off or not what its hash says */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const { position, score, finished, config, parts, files } = await readManifest(path);
  const [model, others] = await Promise.all(
    ([FILES.model, FILES.state] as const).map(async (name) => {
      const bytes = await read(path, name);
      if (bytes.length !== files[name].bytes) throw damaged(path, `${name} has ${bytes.length} of ${files[name].bytes} bytes`);
      if (sha256(bytes) !== files[name].sha256) throw damaged(path, `${name} is not what was written`);
      return decodeTensors(bytes);
    }),
  );
  const tensorsOf = (part: string) =>
    part === 'model' ? model! : new Map([...others!].filter(([name]) => name.startsWith(`${part}/`)).map(withoutPrefix(part)));
  return {
    path,
    position,
    config,
    ...(score !== undefined && { score }),
    ...(finished !== undefined && { finished }),
    parts: Object.fromEntries(
      Object.entries(parts).map(([part, values]) => [part, { ...(values && { values }), tensors: tensorsOf(part) }]),
    ),
  };
}

/** Only what checkpoint.json says: position, score, configuration. */
export async function readManifest(path: string) {
  const text = (await read(path, FILES.manifest)).toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw damaged(path, `${FILES.manifest} is not JSON`, cause);
  }
  const manifest = manifestSchema.safeParse(json);
  if (!manifest.success) throw damaged(path, `${FILES.manifest} is not of this form`, manifest.error);
  const { checkpoint } = json as { checkpoint: unknown };
  if (sha256(JSON.stringify(checkpoint)) !== manifest.data.sha256) throw damaged(path, `${FILES.manifest} is not what was written`);
  return manifest.data.checkpoint;
}

async function read(path: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(path, name));
  } catch (cause) {
    throw damaged(path, `${name} cannot be read`, cause);
  }
}

const withoutPrefix =
  (part: string) =>
  ([name, tensor]: [string, SafeTensor]): [string, SafeTensor] => [name.slice(part.length + 1), tensor];
