/** One thread that reads messages; started by `createUnderstanding`. */
import { runBatched, serveWorker, Session, type Tensors } from '@casebook/serving';
import { MessageReader } from './message-reader.js';
import { LANES, type ReaderData, type ReaderInfo } from './messages.js';

serveWorker<ReaderData>(async ({ model, providers, intraOpNumThreads, ...data }) => {
  const session = await Session.open('the assistant', model, { providers, intraOpNumThreads });
  const reader = new MessageReader(data, (inputs, wanted) => session.run(inputs, wanted));
  // Kernels are chosen and memory is allocated for the lengths that will come, before the first customer does.
  for (const words of [1, 8, 30]) await reader.read([Array.from({ length: words }, () => 'hello').join(' ')]);
  const info: ReaderInfo = { provider: session.provider, skipped: session.skipped };
  return {
    info,
    async batch(lane, items) {
      if (lane === LANES.model) return { results: await runBatched(session, items as Tensors[]) };
      const results = [];
      for (const texts of items as string[][]) results.push({ value: await reader.read(texts) });
      const transfer = results.flatMap(({ value }) => value.map(({ embedding }) => embedding.buffer as ArrayBuffer));
      return { results, transfer };
    },
    close: () => session.release(),
  };
});
