/** Both networks as ONNX files, and the proof that they compute what was taught. */
import { CasebookError } from '@casebook/core';
import { DETECTOR_INPUT, DETECTOR_OUTPUTS, REDUCER_INPUT, REDUCER_OUTPUT } from '@casebook/nodule-detector-contract/detector';
import { exportOnnx, withSession } from '@casebook/onnx-export';
import { createRandom } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { Tensor } from 'onnxruntime-node';
import type { DetectorNetwork } from '../network/detector-network.js';
import type { ReducerNetwork } from '../network/reducer-network.js';

export interface ExportedNetworks {
  detector: Uint8Array;
  detectorHalf: Uint8Array;
  reducer: Uint8Array;
  reducerHalf: Uint8Array;
}

/** Voxels along z, y, x on which the files are compared with the networks: two sizes, none of them a cube. */
const SIZES = [[32, 48, 64], [64, 32, 80]] as const; // prettier-ignore
const CUBES = 3;
/** Largest difference of any output, in float32 and in halves. */
const TOLERANCE = { float32: 1e-4, float16: 0.05 };

const SIDES = ['depth', 'height', 'width'];
const DIMENSIONS = {
  [DETECTOR_INPUT]: ['batch', ...SIDES],
  ...Object.fromEntries(Object.values(DETECTOR_OUTPUTS).map((name) => [name, ['batch', ...SIDES.map((side) => `${side}_cells`)]])),
};

export async function exportNetworks(
  { served: detector }: Pick<DetectorNetwork, 'served'>,
  { served: reducer }: Pick<ReducerNetwork, 'served'>,
): Promise<ExportedNetworks> {
  const both = async (model: tf.LayersModel, dimensions: Record<string, readonly string[]>, outputNames: string[]) =>
    Promise.all((['float32', 'float16'] as const).map((precision) => exportOnnx(model, { precision, dimensions, outputNames })));
  const [first, firstHalf] = await both(detector, DIMENSIONS, Object.values(DETECTOR_OUTPUTS));
  const [second, secondHalf] = await both(reducer, { [REDUCER_INPUT]: ['batch'], [REDUCER_OUTPUT]: ['batch'] }, [REDUCER_OUTPUT]);
  return { detector: first!, detectorHalf: firstHalf!, reducer: second!, reducerHalf: secondHalf! };
}

/** Largest difference between files and networks, by precision. @throws CasebookError ONNX_MISMATCH */
export async function checkNetworks(
  files: ExportedNetworks,
  detector: Pick<DetectorNetwork, 'served'>,
  reducer: Pick<ReducerNetwork, 'served'>,
): Promise<Record<keyof typeof TOLERANCE, number>> {
  const tiles = SIZES.map((sides) => [1, ...sides, 1]);
  const cubes = [[CUBES, ...reducer.served.inputs[0]!.shape.slice(1).map(Number)]];
  const worst = {
    float32: Math.max(await difference(files.detector, detector.served, tiles), await difference(files.reducer, reducer.served, cubes)),
    float16: Math.max(
      await difference(files.detectorHalf, detector.served, tiles),
      await difference(files.reducerHalf, reducer.served, cubes),
    ),
  };
  for (const precision of ['float32', 'float16'] as const) {
    if (worst[precision] <= TOLERANCE[precision]) continue;
    throw new CasebookError(
      'ONNX_MISMATCH',
      `An exported network in ${precision} differs from the taught one by ${worst[precision].toExponential(1)}, more than ${TOLERANCE[precision]}: the package is not written.`,
    );
  }
  return worst;
}

async function difference(onnx: Uint8Array, model: tf.LayersModel, shapes: readonly number[][]): Promise<number> {
  const random = createRandom(1);
  const input = model.inputs[0]!.sourceLayer.name;
  return withSession(onnx, async (session) => {
    let worst = 0;
    for (const shape of shapes) {
      const values = Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, () => random.next());
      const answers = await session.run({ [input]: new Tensor('float32', values, shape) });
      const taught = tf.tidy(() => [model.predict(tf.tensor(values, shape))].flat().map((output) => output.dataSync()));
      session.outputNames.forEach((name, n) => {
        const given = answers[name]!.data as Float32Array;
        taught[n]!.forEach((value, at) => (worst = Math.max(worst, Math.abs(value - given[at]!))));
      });
    }
    return worst;
  });
}
