/** A worker for the batcher's specs: an item is a batch of words; one word ends the thread. */
import { serveWorker } from '../workers/serve-worker.js';

serveWorker<void>(async () => ({
  info: {},
  async batch(_, items) {
    const batches = items as string[][];
    if (batches.flat().includes('die')) process.exit(3);
    return { results: batches.map((words) => ({ value: words.map((word) => ({ value: `${word}!` })) })) };
  },
}));
