/** Makes the next batches while the current one is being computed on. */
import * as tf from '@tensorflow/tfjs';
import type { Batch } from './batches.js';

/**
 * The same batches in the same order, with up to `ahead` of them asked for in advance: worth it where making one waits for a disk or a worker.
 * When the reader stops early, batches already made are disposed of and the source is closed.
 */
export async function* prefetch<T>(source: Iterable<Batch<T>> | AsyncIterable<Batch<T>>, ahead: number): AsyncGenerator<Batch<T>> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const asked: Promise<IteratorResult<Batch<T>>>[] = [];
  const ask = () => {
    const next = Promise.resolve(iterator.next());
    next.catch(() => undefined); // told to the reader when it gets there
    asked.push(next);
  };
  try {
    for (;;) {
      while (asked.length <= ahead) ask();
      const { done, value } = await asked.shift()!;
      if (done) return;
      yield value;
    }
  } finally {
    for (const result of await Promise.allSettled(asked)) {
      if (result.status === 'fulfilled' && !result.value.done) disposeBatch(result.value.value);
    }
    await iterator.return?.();
  }
}

/** Disposes of the tensors in a batch, itself or one level down. */
export function disposeBatch({ values }: Batch<unknown>): void {
  for (const tensor of tensorsIn(values)) tensor.value.dispose();
}

/** Tensors of a batch with the names they have in it. */
export function tensorsIn(values: unknown): { name: string; value: tf.Tensor }[] {
  if (values instanceof tf.Tensor) return [{ name: 'batch', value: values }];
  if (typeof values !== 'object' || values === null || ArrayBuffer.isView(values)) return [];
  return Object.entries(values).flatMap(([name, value]) => (value instanceof tf.Tensor ? [{ name, value: value as tf.Tensor }] : []));
}
