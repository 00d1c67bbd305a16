/** The networks of the loads, of the platform's own parts: the loss of one batch, drawn once. */
import { bertEncoder, gruClassifier, infoNceLoss, residualCnn3d, softmaxCrossEntropy, unitLength } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import type { CnnLoad, EncoderLoad, GruLoad, Load, TwoTowerLoad } from './loads.js';

export interface Trained {
  loss: () => tf.Scalar;
  variables: tf.Variable[];
}

/** Weights and data are random; both are the same in every run. */
export function network(load: Load): Trained {
  switch (load.kind) {
    case 'two-tower':
      return twoTower(load);
    case 'cnn3d':
      return cnn(load);
    case 'encoder':
      return encoder(load);
    case 'gru':
      return gru(load);
  }
}

const variablesOf = (...models: tf.LayersModel[]) =>
  models.flatMap((model) => model.trainableWeights.map((weight) => weight.read() as tf.Variable));
const ids = (shape: number[], below: number, seed: number) =>
  tf.cast(tf.floor(tf.randomUniform(shape, 0, below, 'float32', seed)), 'int32');
const glorot = (seed: number) => tf.initializers.glorotUniform({ seed });
const training = { training: true };

/** Two towers of an embedding and two dense layers; a pair's negatives are the other items of the batch. */
function twoTower({ items, width, batch, temperature }: TwoTowerLoad): Trained {
  const tower = (seed: number) =>
    tf.sequential({
      layers: [
        tf.layers.embedding({
          inputDim: items,
          outputDim: width,
          inputLength: 1,
          embeddingsInitializer: tf.initializers.randomNormal({ stddev: 0.05, seed }),
        }),
        tf.layers.flatten(),
        tf.layers.dense({ units: width, activation: 'relu', kernelInitializer: glorot(seed) }),
        tf.layers.dense({ units: width, kernelInitializer: glorot(seed + 2) }),
      ],
    });
  const [users, goods] = [tower(1), tower(2)];
  const [user, item] = [ids([batch, 1], items, 3), ids([batch, 1], items, 4)];
  const loss = () => {
    const [u, v] = [unitLength(users.apply(user) as tf.Tensor), unitLength(goods.apply(item) as tf.Tensor)];
    return infoNceLoss({ scores: tf.matMul(u, v, false, true) as tf.Tensor2D, temperature });
  };
  return { loss, variables: variablesOf(users, goods) };
}

function cnn({ size, batch, widths }: CnnLoad): Trained {
  const model = residualCnn3d({ inputShape: [size, size, size, 1], widths, outputs: 1 });
  const volume = tf.randomNormal([batch, size, size, size, 1], 0, 1, 'float32', 1);
  const labels = tf.cast(ids([batch, 1], 2, 2), 'float32');
  return {
    loss: () => tf.losses.sigmoidCrossEntropy(labels, model.apply(volume, training) as tf.Tensor).asScalar(),
    variables: variablesOf(model),
  };
}

function encoder({ layers, hidden, heads, feedForward, vocabulary, batch, length, classes, dropout }: EncoderLoad): Trained {
  const model = bertEncoder({ vocabulary, layers, hidden, heads, feedForward, maxPositions: length, dropout, attentionDropout: dropout });
  const head = tf.sequential({ layers: [tf.layers.dense({ units: classes, inputShape: [hidden], kernelInitializer: glorot(3) })] });
  const tokens = ids([batch, length], vocabulary, 1);
  const mask = tf.onesLike(tokens);
  const labels = tf.oneHot(tf.reshape(ids([batch], classes, 2), [batch]) as tf.Tensor1D, classes).toFloat();
  const loss = () => {
    const states = model.apply([tokens, mask], training) as tf.Tensor;
    return softmaxCrossEntropy(head.apply(tf.mean(states, 1), training) as tf.Tensor, labels)
      .mean()
      .asScalar();
  };
  return { loss, variables: variablesOf(model, head) };
}

function gru({ vocabulary, units, steps, batch, classes }: GruLoad): Trained {
  const model = gruClassifier({ vocabulary, embedding: units, units: [units], outputs: classes });
  const sequences = ids([batch, steps], vocabulary, 1);
  const labels = tf.oneHot(ids([batch], classes, 2) as tf.Tensor1D, classes).toFloat();
  return {
    loss: () =>
      softmaxCrossEntropy(model.apply(sequences, training) as tf.Tensor, labels)
        .mean()
        .asScalar(),
    variables: variablesOf(model),
  };
}
