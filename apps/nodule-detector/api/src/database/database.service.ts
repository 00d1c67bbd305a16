/** The database of studies and searches. */
import { DatabaseConnection, type DatabaseConnectionOptions } from '@casebook/persistence';
import { entities, migrations } from './tables.js';

export type DatabaseServiceOptions = Omit<DatabaseConnectionOptions, 'name' | 'entities' | 'migrations' | 'whileAway'>;

export class DatabaseService extends DatabaseConnection {
  constructor(options: DatabaseServiceOptions) {
    super({ name: 'nodule-detector', entities, migrations, whileAway: 'Until it is back, no study is taken or searched.', ...options });
  }
}
