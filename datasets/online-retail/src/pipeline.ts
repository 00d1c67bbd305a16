/** The steps from UCI Online Retail's lines to the interactions format. */
import type { Pipeline } from '@casebook/data-pipelines';

const sql = (name: string) => new URL(`../sql/${name}.sql`, import.meta.url);

/** Rules in the order in which they are tried; a line counts for the first that it breaks. */
const RULES = ['cancelled', 'not_a_product', 'null_customer', 'non_positive_quantity', 'non_positive_price', 'unparsable_date'];

const interaction = {
  user_id: 'VARCHAR',
  item_id: 'VARCHAR',
  timestamp: 'BIGINT',
  quantity: 'DOUBLE',
  price: 'DOUBLE',
  basket_id: 'VARCHAR',
  context: 'VARCHAR',
} as const;

/** @param file `online_retail.csv` or `.csv.gz` */
export const onlineRetailPipeline = (file: string): Pipeline => ({
  name: 'online-retail',
  sources: {
    invoices: {
      file,
      required: ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
    },
  },
  steps: [
    {
      name: 'lines',
      sql: sql('lines'),
      inputs: ['invoices'],
      schema: { source_row: 'BIGINT', ...interaction, description: 'VARCHAR' },
      rules: RULES,
    },
    { name: 'interactions', sql: sql('interactions'), inputs: ['lines'], schema: interaction },
    { name: 'items', sql: sql('items'), inputs: ['lines'], schema: { item_id: 'VARCHAR', description: 'VARCHAR', price: 'DOUBLE' } },
  ],
});
