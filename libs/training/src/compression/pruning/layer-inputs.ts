/** Which layers feed which, read from a model's configuration. */
import type * as tf from '@tensorflow/tfjs';

interface Topology {
  config: { layers: { name?: string; config: { name: string }; inbound_nodes?: [string, number, number][][] }[] };
}

/** Names of the layers that feed each layer, one list a call; layers in an order in which inputs come first. */
export function layerInputs(model: tf.LayersModel): Map<string, string[][]> {
  const { config } = model.toJSON(undefined, false) as unknown as Topology;
  // A sequential model has no connections written down: each layer reads the one before.
  return new Map(
    config.layers.map((layer, i) => {
      const before = config.layers[i - 1]?.config.name;
      const calls = layer.inbound_nodes?.map((call) => call.map(([name]) => name)) ?? [before === undefined ? [] : [before]];
      return [layer.config.name, calls];
    }),
  );
}
