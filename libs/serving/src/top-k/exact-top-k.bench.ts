/**
 * Time of one exact search, by catalogue and batch:
 * `node --conditions=@casebook/source --import @oxc-node/core/register libs/serving/src/top-k/exact-top-k.bench.ts`
 */
import { ExactTopK } from './exact-top-k.js';

const DIMENSION = 64;
const K = 200;
const RUNS = 100;

for (const items of [3_659, 100_000]) {
  const index = await ExactTopK.create(DIMENSION);
  const random = (length: number) => Float32Array.from({ length }, () => Math.random() - 0.5);
  index.setRows(
    Int32Array.from({ length: items }, (_, row) => row),
    random(items * DIMENSION),
  );
  const allowed = new Uint8Array(items).fill(1);
  for (const batch of [1, 4, 16]) {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const requests = Array.from({ length: batch }, () => ({ query: random(DIMENSION), k: K }));
      const begun = performance.now();
      await index.search(requests, allowed);
      if (run >= RUNS / 10) times.push(performance.now() - begun);
    }
    times.sort((a, b) => a - b);
    const at = (quantile: number) => times[Math.floor(quantile * times.length)]!.toFixed(2);
    console.log(`${items} × ${DIMENSION}, top ${K}, batch ${batch}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  }
}
