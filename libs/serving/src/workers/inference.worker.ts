/** Runs the models of one package; started by `InferencePool`. */
import { runBatched } from './run-batched.js';
import { serveWorker } from './serve-worker.js';
import { Session, type SessionModel, type SessionOptions } from '../sessions/session.js';
import { buffersOf, type Tensors } from '../sessions/tensor.js';

export interface InferenceWorkerData extends SessionOptions {
  models: Record<string, SessionModel>;
  /** Lengths of named axes to warm up with, for a network that cannot run on 1. */
  warmUpAxes?: Readonly<Record<string, number>>;
}

serveWorker<InferenceWorkerData>(async ({ models, warmUpAxes, ...options }) => {
  const sessions = new Map<string, Session>();
  for (const [name, model] of Object.entries(models)) {
    const session = await Session.open(name, model, options);
    await session.warmUp(warmUpAxes);
    sessions.set(name, session);
  }
  return {
    info: Object.fromEntries([...sessions].map(([name, { provider, skipped }]) => [name, { provider, skipped }])),
    async batch(name, items) {
      const results = await runBatched(sessions.get(name)!, items as Tensors[]);
      const transfer = results.flatMap((result) => (result instanceof Error ? [] : buffersOf(result.value)));
      return { results, transfer: [...new Set(transfer)] };
    },
    async close() {
      for (const session of sessions.values()) await session.release();
    },
  };
});
