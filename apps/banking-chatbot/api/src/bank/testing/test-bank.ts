/** A fresh bank with the demo's customers, for specs. */
import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import type { BankContext } from '../context.js';
import { seedDemoBank } from '../demo/seed-demo-bank.js';
import { bankMigrations } from '../tables/tables.js';

/** A Tuesday. */
export const NOW = new Date('2026-03-10T09:00:00Z');

export interface TestBank {
  database: Database;
  /** Runs work for a customer in a transaction of its own, with a new key unless one is given. */
  as<T>(customerId: string, work: (context: BankContext) => Promise<T>, options?: { key?: string; now?: Date }): Promise<T>;
  close(): Promise<void>;
}

export async function testBank(poolSize = 5): Promise<TestBank> {
  const database = await testDatabase({ entities: [], migrations: bankMigrations, poolSize });
  await database.dataSource.transaction((manager) => seedDemoBank(manager, NOW));
  let keys = 0;
  return {
    database,
    as: (customerId, work, { key = `key-${++keys}`, now = NOW } = {}) =>
      database.dataSource.transaction((manager) => work({ manager, customerId, key, now })),
    close: () => database.close(),
  };
}
