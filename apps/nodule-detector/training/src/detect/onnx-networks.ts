/** The exported networks in ONNX Runtime, behind what `detectNodules` asks for. */
import {
  DETECTOR_INPUT,
  DETECTOR_OUTPUTS,
  type Networks,
  PREPARATION,
  REDUCER_INPUT,
  REDUCER_OUTPUT,
} from '@casebook/nodule-detector-contract/detector';
import { InferenceSession, Tensor } from 'onnxruntime-node';

export interface OpenNetworks extends Networks {
  release(): Promise<void>;
}

/** @param files ONNX files; without a reducer the detector decides alone */
export async function openNetworks({ detector, reducer }: { detector: Uint8Array; reducer?: Uint8Array }): Promise<OpenNetworks> {
  const [first, second] = await Promise.all([open(detector), reducer && open(reducer)]);
  const side = PREPARATION.cube;
  return {
    detect: async (tile, shape) => {
      const answers = await first.run({ [DETECTOR_INPUT]: new Tensor('float32', tile, [1, ...shape, 1]) });
      const of = (name: keyof typeof DETECTOR_OUTPUTS) => answers[DETECTOR_OUTPUTS[name]]!.data as Float32Array;
      return { heat: of('heat'), offset: of('offset'), size: of('size') };
    },
    ...(second && {
      classify: async (cubes, count) => {
        const answers = await second.run({ [REDUCER_INPUT]: new Tensor('float32', cubes, [count, side, side, side, 1]) });
        return answers[REDUCER_OUTPUT]!.data as Float32Array;
      },
    }),
    release: async () => {
      await Promise.all([first.release(), second && second.release()]);
    },
  };
}

const open = (bytes: Uint8Array) => InferenceSession.create(bytes, { executionProviders: ['cpu'], logSeverityLevel: 3 });
