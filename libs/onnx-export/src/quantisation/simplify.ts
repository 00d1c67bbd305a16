/** ONNX Runtime's own standard simplifications, as a file. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema } from 'onnx-buf';
import { withSession } from './session.js';

/**
 * Folds constants, and BatchNormalization into convolutions, and drops what has no effect: ONNX Runtime's `basic` level, which stays within
 * standard operators. Nodes may get other names. To be done before static quantisation of networks with batch normalisation.
 */
export const simplify = (bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> => optimised(bytes, 'basic');

/**
 * Kinds of nodes that ONNX Runtime's CPU really executes, with how often: shows whether quantised groups became integer kernels
 * (`QLinearConv`, `QLinearMatMul`, `QGemm`, `DynamicQuantizeMatMul`, `MatMulIntegerToFloat`).
 */
export async function executedOperators(bytes: Uint8Array): Promise<Record<string, number>> {
  const { graph } = fromBinary(ModelProtoSchema, await optimised(bytes, 'extended'));
  const counts: Record<string, number> = {};
  for (const { opType } of graph!.node) counts[opType] = (counts[opType] ?? 0) + 1;
  return counts;
}

async function optimised(bytes: Uint8Array, level: 'basic' | 'extended'): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'onnx-'));
  const file = join(folder, 'model.onnx');
  try {
    await withSession(bytes, async () => undefined, { graphOptimizationLevel: level, optimizedModelFilePath: file });
    return new Uint8Array(await readFile(file));
  } finally {
    await rm(folder, { recursive: true });
  }
}
