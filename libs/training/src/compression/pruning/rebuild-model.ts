/** The same network with layers of other sizes. */
import * as tf from '@tensorflow/tfjs';

export interface LayerChange {
  /** What differs in the layer's configuration, e.g. `{ units: 48 }`. */
  config?: tf.serialization.ConfigDict;
  /** All its weights, in the layer's order; called in `tf.tidy`. */
  weights?: () => tf.Tensor[];
}

interface Topology {
  config: { layers: { config: tf.serialization.ConfigDict & { name: string } }[] };
}

/**
 * A copy of a model with some layers changed; the others keep their configuration, their names and a copy of their weights.
 * @param changes by layer name
 */
export async function rebuildModel(model: tf.LayersModel, changes: ReadonlyMap<string, LayerChange>): Promise<tf.LayersModel> {
  const topology = model.toJSON(undefined, false) as unknown as Topology;
  for (const { config } of topology.config.layers) Object.assign(config, changes.get(config.name)?.config);
  const copy = await tf.models.modelFromJSON({ modelTopology: topology as unknown as tf.io.ModelJSON['modelTopology'] } as tf.io.ModelJSON);
  for (const layer of copy.layers) {
    const weights = changes.get(layer.name)?.weights ?? (() => model.getLayer(layer.name).getWeights());
    tf.tidy(() => layer.setWeights(weights()));
  }
  return copy;
}
