/** What a run of the first network costs: operations, time, and the share of what this machine can do at most. */
import { OnnxGraph } from '@casebook/onnx-export';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { median } from '../training/statistics.js';

/** Side of the tile, voxels: as a lung is cut, core and margins. */
const SIDE = 128;
/** Side of the two matrices whose product stands for the machine's peak. */
const MATRIX = 1536;

const THREADS = { intraOpNumThreads: 2, interOpNumThreads: 1 };

/**
 * @param file the network
 * @param folder where ONNX Runtime may write its profile
 * @returns `gflop` of the convolutions and products of a tile of 128³ voxels, a multiplication and an addition counting as two; `ms`; and the rate
 * beside that of a large matrix product, measured in turns
 */
export async function networkCost(file: string, folder: string): Promise<Record<string, number>> {
  const feeds = { tile: new Tensor('float32', new Float32Array(SIDE ** 3).fill(0.1), [1, SIDE, SIDE, SIDE, 1]) };
  const gflop = (await operations(file, feeds, folder)) / 1e9;
  const network = await InferenceSession.create(file, THREADS);
  const product = await InferenceSession.create(matrixProduct(), THREADS);
  const matrix = new Tensor('float32', new Float32Array(MATRIX ** 2).fill(0.5), [MATRIX, MATRIX]);
  const [tiles, products]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 8; turn++) {
    tiles.push(await timed(() => network.run(feeds)));
    products.push(await timed(() => product.run({ a: matrix, b: matrix })));
  }
  const ms = median(tiles.slice(1)); // the first allocates
  const rate = gflop / (ms / 1000);
  const peak = (2 * MATRIX ** 3) / 1e9 / (median(products.slice(1)) / 1000);
  return { gflop, p50_ms: ms, gflop_per_s: rate, peak_gflop_per_s: peak, share_of_peak: rate / peak };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

interface ProfiledNode {
  args?: { op_name?: string; input_type_shape?: Record<string, number[]>[]; output_type_shape?: Record<string, number[]>[] };
}

/** From the shapes that ONNX Runtime's own profile names. */
async function operations(file: string, feeds: InferenceSession.FeedsType, folder: string): Promise<number> {
  const session = await InferenceSession.create(file, {
    ...THREADS,
    enableProfiling: true,
    profileFilePrefix: join(folder, 'profile'),
    graphOptimizationLevel: 'disabled', // layouts of the optimised graph hide the channels
  });
  await session.run(feeds);
  session.endProfiling();
  await session.release();
  const name = readdirSync(folder).find((each) => each.startsWith('profile'))!;
  const nodes = JSON.parse(readFileSync(join(folder, name), 'utf8')) as ProfiledNode[];
  return nodes.reduce((sum, { args }) => sum + operationsOf(args), 0);
}

const shapeOf = (list: Record<string, number[]>[] | undefined, index: number) => Object.values(list?.[index] ?? {})[0] ?? [];
const count = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

function operationsOf(args: ProfiledNode['args']): number {
  const output = count(shapeOf(args?.output_type_shape, 0));
  if (args?.op_name === 'Conv') return 2 * output * count(shapeOf(args.input_type_shape, 1).slice(1));
  if (args?.op_name === 'ConvTranspose') {
    return 2 * count(shapeOf(args.input_type_shape, 0)) * count(shapeOf(args.input_type_shape, 1).slice(1));
  }
  if (args?.op_name === 'MatMul' || args?.op_name === 'Gemm') return 2 * output * shapeOf(args.input_type_shape, 0).at(-1)!;
  return 0;
}

function matrixProduct(): Uint8Array {
  const graph = new OnnxGraph('product');
  const [a, b] = ['a', 'b'].map((name) => graph.input(name, 'float32', [MATRIX, MATRIX])) as [string, string];
  graph.output(graph.node('MatMul', [a, b]), 'c', 'float32', [MATRIX, MATRIX]);
  return graph.toBytes();
}
