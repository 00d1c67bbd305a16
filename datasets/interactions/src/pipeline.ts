/** The steps from a shop's own files to the canonical form. */
import { InvalidInputError } from '@casebook/core';
import type { Pipeline, Step } from '@casebook/data-pipelines';

const sql = (name: string) => new URL(`../sql/${name}.sql`, import.meta.url);

/** Rules in the order in which they are tried; a row counts for the first that it breaks. */
const INTERACTION_RULES = ['null_user', 'null_item', 'unparsable_timestamp', 'invalid_quantity', 'invalid_price', 'duplicate'];

const steps: readonly Step[] = [
  { name: 'clock', sql: sql('clock'), inputs: ['raw_interactions'], schema: { unit: 'VARCHAR', to_ms: 'DOUBLE' } },
  {
    name: 'events',
    sql: sql('events'),
    inputs: ['raw_interactions'],
    schema: { name: 'VARCHAR', row_count: 'BIGINT', event: 'VARCHAR' },
  },
  {
    name: 'unknown-events',
    sql: sql('unknown-events'),
    inputs: ['events'],
    schema: { name: 'VARCHAR', row_count: 'BIGINT' },
    refuse: (rows) =>
      new InvalidInputError(
        'EVENT_UNKNOWN',
        `Unknown event names: ${rows.map(({ name, row_count }) => `${String(name)} (${String(row_count)} rows)`).join(', ')}. ` +
          'Rename them to view, basket or purchase, or leave out the column if all rows are purchases.',
        { details: { events: rows.map(({ name }) => String(name)) } },
      ),
  },
  {
    name: 'interactions',
    sql: sql('interactions'),
    inputs: ['raw_interactions', 'clock', 'events'],
    schema: {
      source_row: 'BIGINT',
      user_id: 'VARCHAR',
      item_id: 'VARCHAR',
      timestamp: 'BIGINT',
      event: 'VARCHAR',
      quantity: 'DOUBLE',
      price: 'DOUBLE',
      basket_id: 'VARCHAR',
      context: 'VARCHAR',
    },
    rules: INTERACTION_RULES,
  },
  {
    name: 'catalogue',
    sql: sql('catalogue'),
    inputs: ['raw_items'],
    schema: { source_row: 'BIGINT', item_id: 'VARCHAR', price: 'DOUBLE' },
    rules: ['null_item', 'duplicate_item'],
  },
  {
    name: 'attributes',
    sql: sql('attributes'),
    inputs: ['raw_items_attributes', 'catalogue'],
    schema: { attribute: 'VARCHAR', position: 'INTEGER', kind: 'VARCHAR', named_category: 'BOOLEAN' },
  },
  {
    name: 'tokens',
    sql: sql('tokens'),
    inputs: ['raw_items_attributes', 'catalogue', 'attributes'],
    schema: { item_id: 'VARCHAR', token: 'VARCHAR' },
  },
  {
    name: 'items',
    sql: sql('items'),
    inputs: ['interactions', 'catalogue', 'raw_items_attributes', 'attributes', 'tokens'],
    schema: { item_id: 'VARCHAR', text: 'VARCHAR', category: 'VARCHAR', price: 'DOUBLE', tokens: 'VARCHAR[]' },
  },
];

/** The pipeline for one shop's files; `items` may be absent. */
export const shopPipeline = (name: string, files: { interactions: string; items: string | undefined }): Pipeline => ({
  name,
  sources: {
    raw_interactions: {
      file: files.interactions,
      required: ['user_id', 'item_id', 'timestamp'],
      optional: ['event', 'quantity', 'price', 'basket_id', 'context'],
    },
    raw_items: { file: files.items, required: ['item_id'], optional: ['price'], attributes: true },
  },
  steps,
});
