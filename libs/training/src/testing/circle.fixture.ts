import * as tf from '@tensorflow/tfjs';
import { arrayBatches, createRandom, createRunFolder, resumeFrom, train, type TrainConfig, useBackend, withSeed } from '../index.js';

await useBackend();
const random = createRandom(1);
const points = Float32Array.from({ length: 4000 }, () => 2 * random.next() - 1); // 2,000 of a square
const inside = Uint8Array.from({ length: 2000 }, (_, i) => Number(Math.hypot(points[2 * i]!, points[2 * i + 1]!) < 0.8));
const data = arrayBatches({ x: { data: points, shape: [2] }, label: { data: inside, classes: 2 } }, { batchSize: 50, seed: 1 });

const hidden = tf.layers.dense({ units: 32, activation: 'relu', inputShape: [2] });
const model = withSeed(1, () => tf.sequential({ layers: [hidden, tf.layers.dropout({ rate: 0.1 }), tf.layers.dense({ units: 2 })] }));
const scores = (x: tf.Tensor, training: boolean) => model.apply(x, { training }) as tf.Tensor2D;

const config: TrainConfig = { epochs: 10, optimiser: { kind: 'adamw' }, schedule: { kind: 'cosine', base: 0.02, warmup: 40 } };
const folder = process.argv.includes('--resume') ? await resumeFrom('runs') : await createRunFolder('runs/circle', config);
const loss = ({ x, label }: { x: tf.Tensor; label: tf.Tensor }) =>
  tf.losses.softmaxCrossEntropy(tf.oneHot(label, 2), scores(x, true)).asScalar();
await train({ model, loss, data, config, folder });
await folder.close();

const guess = tf.argMax(scores(tf.tensor2d(points, [2000, 2]), false), 1).dataSync();
console.log(`${inside.filter((label, i) => label === guess[i]).length / 20} % right`);
