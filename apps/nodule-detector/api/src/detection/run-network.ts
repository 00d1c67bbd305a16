/** One run of a network in the model's threads. */
import {
  DETECTOR_INPUT,
  DETECTOR_OUTPUTS,
  REDUCER_INPUT,
  REDUCER_OUTPUT,
  PREPARATION,
  type HeatMaps,
} from '@casebook/nodule-detector-contract/detector';
import type { InferenceModels, Tensors } from '@casebook/serving';
import { DETECTOR, REDUCER } from './detector.service.js';
import type { NetworkCall } from './worker/messages.js';

/** @throws {InvalidInputError} `INPUT_…`; {UnavailableError} `SERVING_…` */
export async function runNetwork(models: Pick<InferenceModels, 'run'>, call: NetworkCall): Promise<HeatMaps | Float32Array> {
  if (call.network === 'detector') {
    const outputs = await models.run(DETECTOR, { [DETECTOR_INPUT]: float32([1, ...call.shape, 1], call.data) });
    const { heat, offset, size } = DETECTOR_OUTPUTS;
    return { heat: floats(outputs, heat), offset: floats(outputs, offset), size: floats(outputs, size) };
  }
  const { cube } = PREPARATION;
  const outputs = await models.run(REDUCER, { [REDUCER_INPUT]: float32([call.count, cube, cube, cube, 1], call.data) });
  return floats(outputs, REDUCER_OUTPUT);
}

const float32 = (shape: number[], data: Float32Array) => ({ dtype: 'float32' as const, shape, data });
const floats = (outputs: Tensors, name: string) => outputs[name]!.data as Float32Array;
