/** The networks as they are taught, behind what `detectNodules` asks for. */
import { type Networks, PREPARATION } from '@casebook/nodule-detector-contract/detector';
import * as tf from '@tensorflow/tfjs';
import type { DetectorNetwork } from '../network/detector-network.js';

/** @param reducer cubes to probabilities, where there is a second network */
export function tfNetworks({ served }: Pick<DetectorNetwork, 'served'>, reducer?: tf.LayersModel): Networks {
  const side = PREPARATION.cube;
  return {
    detect: async (tile, shape) => {
      const [heat, offset, size] = tf.tidy(() => {
        const maps = served.predict(tf.tensor5d(tile, [1, ...shape, 1])) as tf.Tensor[];
        return maps.map((map) => map.dataSync() as Float32Array);
      });
      return { heat: heat!, offset: offset!, size: size! };
    },
    ...(reducer && {
      classify: async (cubes, count) =>
        tf.tidy(() => (reducer.predict(tf.tensor5d(cubes, [count, side, side, side, 1])) as tf.Tensor).dataSync() as Float32Array),
    }),
  };
}
