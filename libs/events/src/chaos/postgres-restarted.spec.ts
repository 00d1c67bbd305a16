/** PostgreSQL is killed (−9) in the middle of the stream and comes back: nothing is lost, each effect happens once. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase, startEmbeddedPostgres, type Database, type EmbeddedPostgres } from '@casebook/persistence';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publishEvents } from '../bus/publish-events.js';
import { consume } from '../consume/consume.js';
import { EventRegistry } from '../definitions/event-registry.js';
import { InMemoryEventBus } from '../memory/in-memory-event-bus.js';
import { applyToLedger, entry, ledger, ledgerEvent, ledgerSize, ledgerTables, numbers } from '../testing/ledger.js';

let folder: string;
let database: Database;
const servers: EmbeddedPostgres[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casebook-chaos-'));
  chmodSync(folder, 0o755);
  servers.push(await startEmbeddedPostgres({ folder }));
  database = await openDatabase({ name: 'chaos', url: servers[0]!.url, ...ledgerTables });
});
afterEach(async () => {
  await database.close();
  for (const server of servers.splice(0)) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a killed PostgreSQL', () => {
  it('costs no event, and none becomes a dead letter', async () => {
    const { dataSource } = database;
    const definition = ledgerEvent();
    const registry = new EventRegistry([definition]);
    const bus = new InMemoryEventBus();
    const [away, dead]: [unknown[], unknown[]] = [[], []];
    await consume({
      bus,
      dataSource,
      group: 'chaos',
      events: [definition],
      handle: applyToLedger,
      maxBatch: 20,
      hooks: { unavailable: ({ error }) => away.push(error), deadLettered: (info) => dead.push(info) },
    });
    const publish = async () => {
      for (const n of numbers(500)) {
        await publishEvents(bus, registry, [entry(definition, 'anna', n), entry(definition, 'ben', n)]);
        await sleep(4);
      }
    };
    const publishing = publish();
    await expect.poll(() => ledgerSize(dataSource), { timeout: 40_000 }).toBeGreaterThan(50);
    process.kill(servers[0]!.pid, 'SIGKILL');
    await expect.poll(() => away.length, { timeout: 40_000 }).toBeGreaterThan(0);
    servers.push(await startEmbeddedPostgres({ folder, port: servers[0]!.port }));
    await publishing;
    await expect.poll(() => ledgerSize(dataSource).catch(() => 0), { timeout: 40_000 }).toBeGreaterThanOrEqual(1_000);
    expect(await ledger(dataSource)).toEqual({ anna: numbers(500), ben: numbers(500) });
    expect(dead).toEqual([]);
    expect(away[0]).toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    await bus.close();
  }, 120_000);
});
