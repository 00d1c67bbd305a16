/** The steps of a compression: each takes a network or its file and gives a smaller one. */
import {
  quantiseDynamic,
  quantiseStatic,
  storeHalf,
  storeInt8,
  type DynamicQuantisation,
  type Feeds,
  type StaticQuantisation,
  type StoredWeights,
} from '@casebook/onnx-export';

/** A network on its way. */
export interface Compressed<Network> {
  network: Network;
  /** What is served and measured. */
  onnx: Uint8Array;
}

export interface CompressionContext {
  /** Inputs to measure ranges on; from training data. */
  calibration: readonly Feeds[];
}

export interface CompressionStep<Network> {
  /** The row's name in the table. */
  name: string;
  /** The row that it goes on from; the one before unless told, `uncompressed` being the first. */
  from?: string;
  /** `network` steps are exported anew; `file` steps rewrite the ONNX file, and no network step can follow them. */
  kind: 'network' | 'file';
  apply(before: Compressed<Network>, context: CompressionContext): Promise<Network | Uint8Array> | Network | Uint8Array;
}

type Named<Options> = Options & { name?: string; from?: string };

/** Distillation, pruning, or whatever else makes a smaller network of one. */
export const networkStep = <Network>(
  name: string,
  apply: (network: Network) => Promise<Network> | Network,
  from?: string,
): CompressionStep<Network> => ({ name, kind: 'network', apply: ({ network }) => apply(network), ...(from !== undefined && { from }) });

const fileStep = (
  name: string,
  from: string | undefined,
  apply: (onnx: Uint8Array, context: CompressionContext) => Promise<Uint8Array> | Uint8Array,
): CompressionStep<never> => ({
  name,
  kind: 'file',
  apply: ({ onnx }, context) => apply(onnx, context),
  ...(from !== undefined && { from }),
});

/** See `quantiseDynamic`. */
export const quantiseDynamicStep = ({ name = 'int8 dynamic', from, ...options }: Named<DynamicQuantisation> = {}): CompressionStep<never> =>
  fileStep(name, from, (onnx) => quantiseDynamic(onnx, options));

/** See `quantiseStatic`; embeddings and what else no integer kernel computes are then stored as int8 (`storeInt8`). */
export const quantiseStaticStep = ({
  name = 'int8 static',
  from,
  ...options
}: Named<Omit<StaticQuantisation, 'calibration'>> = {}): CompressionStep<never> =>
  fileStep(name, from, async (onnx, { calibration }) => {
    const integers = await quantiseStatic(onnx, { ...options, calibration });
    return quantiseDynamic(integers, { operators: ['Gather'] });
  });

/** See `storeInt8`. */
export const storeInt8Step = ({ name = 'int8 weights', from, ...options }: Named<StoredWeights> = {}): CompressionStep<never> =>
  fileStep(name, from, (onnx) => storeInt8(onnx, options));

/** See `storeHalf`. */
export const storeHalfStep = ({ name = 'fp16 weights', from, ...options }: Named<StoredWeights> = {}): CompressionStep<never> =>
  fileStep(name, from, (onnx) => storeHalf(onnx, options));
