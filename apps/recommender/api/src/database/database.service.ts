/** The shop's database. */
import { DatabaseConnection, type DatabaseConnectionOptions } from '@casebook/persistence';
import { entities, migrations } from './tables.js';

export type DatabaseServiceOptions = Omit<DatabaseConnectionOptions, 'name' | 'entities' | 'migrations' | 'whileAway'>;

export class DatabaseService extends DatabaseConnection {
  constructor(options: DatabaseServiceOptions) {
    super({ name: 'recommender', entities, migrations, whileAway: 'Until it is back, nothing can be written or recommended.', ...options });
  }
}
