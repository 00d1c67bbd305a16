/** Gives the parts of a run what a checkpoint kept of them. */
import { ConflictError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from './checkpoint-format.js';
import { differences, listed } from './differences.js';
import type { Json, State, Stateful } from './stateful.js';
import { toTensor } from './tensor-bytes.js';

export interface Expected {
  /** The run's parts; each must be in the checkpoint. */
  parts: Readonly<Record<string, Stateful>>;
  /** Every choice that the weights depend on. */
  config: Json;
}

/**
 * @throws {ConflictError} `CHECKPOINT_OTHER_MODEL`, `CHECKPOINT_OTHER_CONFIG` or `CHECKPOINT_OTHER_PARTS`: nothing has been restored then,
 * and the message says what differs
 */
export async function restoreParts(checkpoint: Checkpoint, { parts, config }: Expected): Promise<void> {
  await refuseOther(checkpoint, parts, config);
  for (const [name, part] of Object.entries(parts)) {
    const { values, tensors: host } = checkpoint.parts[name]!;
    const tensors = Object.fromEntries([...host].map(([key, tensor]) => [key, toTensor(tensor)]));
    try {
      await part.restore({ ...(values && { values }), tensors });
    } finally {
      tf.dispose(tensors);
    }
  }
}

async function refuseOther({ path, ...kept }: Checkpoint, parts: Expected['parts'], config: Json): Promise<void> {
  const advice = 'start a new run, or give it what the checkpoint was made with';
  const refuse = (code: string, what: string, found: string[]) => {
    if (found.length > 0) throw new ConflictError(code, `${path} is of another ${what}: ${listed(found)}; ${advice}.`, { details: found });
  };
  const model = kept.parts['model'] && signature(kept.parts['model'].tensors);
  const here = parts['model'] && shapes(await parts['model'].state());
  refuse('CHECKPOINT_OTHER_MODEL', 'model', differences(model ?? {}, here ?? {}));
  refuse('CHECKPOINT_OTHER_CONFIG', 'configuration', differences(kept.config, config));
  const [had, has] = [kept.parts, parts].map((all) => Object.keys(all).sort().join(', '));
  refuse('CHECKPOINT_OTHER_PARTS', 'run', had === has ? [] : [`it keeps ${had}, this one has ${has}`]);
}

const signature = (tensors: Checkpoint['parts'][string]['tensors']) =>
  Object.fromEntries([...tensors].map(([name, { shape }]) => [name, `[${shape.join(', ')}]`]));
const shapes = ({ tensors = {} }: State) =>
  Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, `[${shape.join(', ')}]`]));
