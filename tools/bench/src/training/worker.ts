/**
 * One engine and one load in a process of their own: `worker.ts BACKEND LOAD`. Says when it is ready; then for each line on its standard
 * input, `{"seconds": 2}` or `{"steps": 100}`, makes training steps and answers how long each took.
 */
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { AdamW, deviceName, useBackend } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import type { Load } from './loads.js';
import { network } from './networks.js';
import type { Answer, Task } from './step-process.js';

const [backend, load] = [process.argv[2], JSON.parse(process.argv[3]!) as Load];
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

const { name } = await useBackend(backend);
const { loss, variables } = network(load);
const optimiser = new AdamW({ learningRate: 1e-4 });

/** Forward, backward, update; reading the loss waits for all of it. */
async function step(): Promise<number> {
  const start = performance.now();
  const { value, grads } = tf.variableGrads(loss, variables);
  optimiser.applyGradients(grads);
  tf.dispose(grads);
  const [cost] = await value.data();
  value.dispose();
  if (!Number.isFinite(cost)) throw new Error(`The loss of ${load.name} on ${backend} is ${cost}.`);
  return performance.now() - start;
}

/** MiB. Memory outside of JavaScript is given back by what runs after a collection, and that is collected by the next. */
async function heldMemory(): Promise<number> {
  for (let i = 0; i < 2; i++) {
    globalThis.gc?.(); // node --expose-gc
    await setImmediate();
  }
  return process.memoryUsage.rss() / 2 ** 20;
}

say({ device: deviceName(name) });
for await (const line of createInterface({ input: process.stdin })) {
  const { seconds = 0, steps = 1 } = JSON.parse(line) as Task;
  const [ms, rss]: [number[], number[]] = [[], []];
  const end = performance.now() + seconds * 1000;
  while (ms.length < steps || performance.now() < end) {
    ms.push(await step());
    rss.push(process.memoryUsage.rss() / 2 ** 20);
  }
  say({ ms, rss, held: await heldMemory(), tensors: tf.memory().numTensors } satisfies Answer);
}
process.exit(0); // an engine's threads may hold the process
