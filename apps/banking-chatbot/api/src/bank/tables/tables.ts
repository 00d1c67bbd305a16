/** Every table of the bank. */
import { CreateBank1764100000000 } from './create-bank.migration.js';

export const bankMigrations = [CreateBank1764100000000];
