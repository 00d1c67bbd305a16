/** What lies in a checkpoint's folder. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HostTensors } from './tensor-bytes.js';
import type { Json, State } from './stateful.js';

/** How far a run is. */
export interface Position {
  /** Updates made. */
  step: number;
  /** Epoch under way, from 0; equal to the number of epochs at the end. */
  epoch: number;
  /** Batches of that epoch already used. */
  batch: number;
}

export interface CheckpointContent {
  position: Position;
  /** Everything that remembers something, by name; `model` are the weights. */
  parts: Readonly<Record<string, State>>;
  /** Every choice that the weights depend on. */
  config: Json;
  /** The monitored metric, where it was measured at this position. */
  score?: number;
  /** Why the run is complete; absent while it is under way. */
  finished?: string;
}

/** A checkpoint read from disk and found whole. */
export interface Checkpoint extends Omit<CheckpointContent, 'parts'> {
  /** Its folder. */
  path: string;
  parts: Readonly<Record<string, { values?: Record<string, Json>; tensors: HostTensors }>>;
}

/** `model.safetensors` can be read by any framework; the rest of the tensors is under `part/name` in `state.safetensors`. */
export const FILES = { model: 'model.safetensors', state: 'state.safetensors', manifest: 'checkpoint.json' } as const;

const json: z.ZodType<Json> = z.json();
const file = z.strictObject({ bytes: z.int().nonnegative(), sha256: z.string().length(64) });

export const checkpointSchema = z.strictObject({
  format: z.literal(1),
  position: z.strictObject({ step: z.int().nonnegative(), epoch: z.int().nonnegative(), batch: z.int().nonnegative() }),
  score: z.number().optional(),
  finished: z.string().optional(),
  config: json,
  /** `null` for a part that has tensors only. */
  parts: z.record(z.string(), z.record(z.string(), json).nullable()),
  files: z.strictObject({ [FILES.model]: file, [FILES.state]: file }),
});

/** checkpoint.json: the checkpoint under the hash of its own text, so that no flipped bit goes unseen. */
export const manifestSchema = z.strictObject({ sha256: z.string(), checkpoint: checkpointSchema });

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** Sorts by name as by time: an epoch's end comes after its last step. */
export const folderName = ({ epoch, step }: Position) => `epoch-${String(epoch).padStart(5, '0')}-step-${String(step).padStart(9, '0')}`;
export const FOLDER_NAME = /^epoch-\d{5,}-step-\d{9,}$/;
