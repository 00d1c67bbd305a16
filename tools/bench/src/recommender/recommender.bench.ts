/** The recommender as a whole: HTTP call to answer, event to answer, beside a Python service with the same ONNX files. */
import { startBroker } from '@casebook/kafka';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from '../report.js';
import { startService } from '../service-process.js';
import { httpClient } from './http-client.js';
import { recommendationRows, type Target } from './recommendation-load.js';
import { seed } from './seed.js';
import { visibilityRow } from './visibility.js';

const service = ['node', '--conditions=@casebook/source', '--import', '@oxc-node/core/register', 'apps/recommender/api/src/main.ts'];

/** Catalogues of 3,659 items (as Online Retail) and 100,000; `quick` measures the first for a second. */
export async function benchRecommender({ seconds, quick }: { seconds: number; quick?: boolean }): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const catalogue of quick ? [3_659] : [3_659, 100_000]) rows.push(...(await benchCatalogue(catalogue, quick ? 1 : seconds)));
  return rows;
}

async function benchCatalogue(catalogue: number, seconds: number): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-bench-'));
  const broker = await startBroker({});
  const env = { DATA_DIR: join(folder, 'postgres'), KAFKA_BROKERS: broker.brokers, LOG_LEVEL: 'error', SERVED_EVENTS_SHARE: '0' };
  try {
    const casebook = await startService(service, env, '/health/ready');
    const client = httpClient(casebook.origin, 16);
    try {
      console.log(`Seeding ${catalogue} items and their customers …`);
      const shop = await seed(client, catalogue, 2000);
      const path = (user: string) => `/v1/users/${user}/recommendations?limit=20&mode=discover`;
      const target: Target = { system: 'casebook', catalogue, service: casebook, path, users: shop.users };
      const rows = await recommendationRows(target, seconds);
      rows.push(await visibilityRow(client, broker.brokers, shop, 5_000, seconds));
      return rows;
    } finally {
      await client.close();
      await casebook.stop();
    }
  } finally {
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
