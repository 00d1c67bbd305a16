/** For specs: small networks of the three kinds that the case studies use. */
import * as tf from '@tensorflow/tfjs';

type Symbolic = tf.SymbolicTensor;
const call = (layer: tf.layers.Layer, x: Symbolic | Symbolic[]): Symbolic => layer.apply(x) as Symbolic;

/** A residual 3-D network over volumes: convolutions, batch normalisation, shortcuts, pooling, two heads. */
export function residualVolumes(): tf.LayersModel {
  const volume = tf.input({ shape: [8, 8, 8, 1], name: 'volume' });
  const convolve = (x: Symbolic, filters: number, strides: number, name: string) => {
    const y = call(tf.layers.conv3d({ filters, kernelSize: 3, strides, padding: 'same', useBias: false, name }), x);
    return call(tf.layers.batchNormalization({ name: `${name}_norm` }), foldTo4d(y, name));
  };
  // TensorFlow.js normalises at most four dimensions: depth and height become one axis.
  const foldTo4d = (x: Symbolic, name: string) => {
    const [, depth, height, width, channels] = x.shape as number[];
    return call(tf.layers.reshape({ targetShape: [depth! * height!, width!, channels!], name: `${name}_fold` }), x);
  };
  const unfold = (x: Symbolic, side: number, channels: number, name: string) =>
    call(tf.layers.reshape({ targetShape: [side, side, side, channels], name }), x);
  const relu = (x: Symbolic, name: string) => call(tf.layers.activation({ activation: 'relu', name }), x);
  const stem = relu(unfold(convolve(volume, 4, 1, 'stem'), 8, 4, 'stem_volume'), 'stem_relu');
  const inner = unfold(convolve(stem, 4, 1, 'block'), 8, 4, 'block_volume');
  const joined = relu(call(tf.layers.add({ name: 'shortcut' }) as tf.layers.Layer, [inner, stem]), 'block_relu');
  const pooled = call(tf.layers.maxPooling3d({ poolSize: 2, strides: 2, name: 'pool' }), joined);
  const deep = call(tf.layers.conv3d({ filters: 6, kernelSize: 3, padding: 'same', activation: 'elu', name: 'deep' }), pooled);
  const flat = call(tf.layers.flatten({ name: 'flat' }), deep);
  const score = call(tf.layers.dense({ units: 1, activation: 'sigmoid', name: 'score' }), flat);
  const mask = call(tf.layers.conv3dTranspose({ filters: 1, kernelSize: 2, strides: 2, activation: 'sigmoid', name: 'mask' }), deep);
  return tf.model({ inputs: volume, outputs: [score, mask], name: 'residual_volumes' });
}

/** Two layers of GRU in both directions over masked ids of any length. */
export function bidirectionalText(): tf.LayersModel {
  const tokens = tf.input({ shape: [null], dtype: 'int32', name: 'tokens' });
  const gru = (returnSequences: boolean) => tf.layers.gru({ units: 5, returnSequences, recurrentInitializer: 'zeros' }) as tf.RNN;
  const embedded = call(tf.layers.embedding({ inputDim: 12, outputDim: 6, maskZero: true, name: 'words' }), tokens);
  const lower = call(tf.layers.bidirectional({ layer: gru(true), mergeMode: 'concat', name: 'lower' }), embedded);
  const upper = call(tf.layers.bidirectional({ layer: gru(false), mergeMode: 'concat', name: 'upper' }), lower);
  const intent = call(tf.layers.dense({ units: 7, activation: 'softmax', name: 'intent' }), upper);
  return tf.model({ inputs: tokens, outputs: intent, name: 'bidirectional_text' });
}

/** One encoder block of a transformer with a single head, made of standard layers. */
export function smallTransformer(length = 6, width = 8): tf.LayersModel {
  const x = tf.input({ shape: [length], dtype: 'int32', name: 'tokens' });
  const embedded = call(tf.layers.embedding({ inputDim: 20, outputDim: width, name: 'words' }), x);
  const dense = (units: number, name: string, activation: 'linear' | 'gelu' = 'linear') =>
    tf.layers.dense({ units, name, activation: activation as 'linear' });
  const dot = (axes: [number, number], name: string) => tf.layers.dot({ axes, name }) as tf.layers.Layer;
  const [query, key, value] = ['query', 'key', 'value'].map((name) => call(dense(width, name), embedded)) as [Symbolic, Symbolic, Symbolic];
  const scores = call(tf.layers.rescaling({ scale: 1 / Math.sqrt(width), name: 'scores' }), call(dot([2, 2], 'products'), [query, key]));
  const context = call(dot([2, 1], 'context'), [call(tf.layers.softmax({ axis: -1, name: 'attention' }), scores), value]);
  const residual = (a: Symbolic, b: Symbolic, name: string) =>
    call(tf.layers.layerNormalization({ name: `${name}_norm` }), call(tf.layers.add({ name }) as tf.layers.Layer, [a, b]));
  const attended = residual(embedded, call(dense(width, 'output'), context), 'attended');
  const fed = residual(attended, call(dense(width, 'contract'), call(dense(4 * width, 'expand', 'gelu'), attended)), 'fed');
  const pooled = call(tf.layers.globalAveragePooling1d({ name: 'pooled' }), fed);
  return tf.model({ inputs: x, outputs: call(dense(3, 'intent'), pooled), name: 'small_transformer' });
}
