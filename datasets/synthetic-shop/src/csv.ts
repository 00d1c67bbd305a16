/** A shop's catalogue and history in the interactions format. */
import type { CatalogueItem } from './catalogue.js';
import type { ShopEvent } from './session.js';

const DAY = 86_400_000;

/** RFC 4180: a field with a delimiter, a quote or a line break stands in quotes. */
const field = (value: string | number) => (/[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

const table = (header: string, rows: readonly (readonly (string | number)[])[]) =>
  [header, ...rows.map((row) => row.map(field).join(','))].join('\n') + '\n';

const seconds = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');

/** `interactions.csv`: user_id, item_id, timestamp (ISO 8601, UTC), event, quantity, price (of one). */
export const interactionsCsv = (events: readonly ShopEvent[]) =>
  table(
    'user_id,item_id,timestamp,event,quantity,price',
    events.map(({ userId, itemId, time, event, quantity, price }) => [userId, itemId, seconds(time), event, quantity, price.toFixed(2)]),
  );

/** `items.csv`: item_id, name, category, type, brand, price, stock, available_from. */
export const itemsCsv = (items: readonly CatalogueItem[], start: number) =>
  table(
    'item_id,name,category,type,brand,price,stock,available_from',
    items.map(({ id, name, category, type, brand, price, stock, addedDay }) => [
      id,
      name,
      category,
      type,
      brand,
      price.toFixed(2),
      stock,
      new Date(start + Math.max(0, addedDay) * DAY).toISOString().slice(0, 10),
    ]),
  );
