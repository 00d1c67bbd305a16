/** The catalogue on the main thread: ids and names of rows, and their columns in shared memory. */
import { itemTokens, TOKENS_PER_ITEM } from '@casebook/recommender-contract/features';
import type { ItemRow } from '../engine.types.js';
import { allocateColumns, type ColumnBuffers, type Columns, fillUnknown, growColumns, viewColumns } from './shared-columns.js';

const GROWTH = 1.5;

export class Catalogue {
  buffers: ColumnBuffers;
  columns: Columns;
  private readonly rows = new Map<string, number>();
  private readonly ids: string[] = [];
  private readonly names: string[] = [];
  private readonly stock: number[] = [];
  /** 1 where a row has a vector of the item tower. */
  private readonly ready: boolean[] = [];

  /** @param trainedIds ids of the rows the model was trained on; they keep these rows and are offered once the shop has them */
  constructor(
    private readonly trainedIds: readonly string[],
    dimension: number,
  ) {
    this.buffers = allocateColumns(Math.max(1024, Math.ceil(trainedIds.length * GROWTH)), dimension);
    fillUnknown(this.buffers);
    this.columns = viewColumns(this.buffers, trainedIds.length);
    for (const id of trainedIds) this.add(id);
  }

  get count(): number {
    return this.ids.length;
  }

  rowOf(id: string): number | undefined {
    return this.rows.get(id);
  }
  idOf(row: number): string {
    return this.ids[row]!;
  }
  nameOf(row: number): string {
    return this.names[row]!;
  }

  /** Whether adding these would need more room than there is. */
  outgrows(items: readonly ItemRow[]): boolean {
    return this.count + items.length > this.buffers.capacity;
  }

  /** Moves the columns to larger buffers, which workers must be told of. */
  grow(atLeast: number): void {
    this.buffers = growColumns(this.buffers, Math.ceil(atLeast * GROWTH));
    this.columns = viewColumns(this.buffers, this.trainedIds.length);
  }

  /** Sets or adds items; stock and price hold at once. @returns their rows */
  upsert(items: readonly ItemRow[]): Int32Array {
    if (this.outgrows(items)) throw new RangeError('grow the catalogue first');
    const { tokens, price } = this.columns.items;
    return Int32Array.from(items, (item) => {
      const row = this.rows.get(item.id) ?? this.add(item.id);
      this.names[row] = item.name;
      this.stock[row] = item.stock;
      tokens.set(contentTokens(item), row * TOKENS_PER_ITEM);
      price[row] = item.price ?? NaN;
      this.applyStock(row);
      return row;
    });
  }

  /** The rows' vectors are in use from now on. */
  setReady(rows: Int32Array): void {
    for (const row of rows) {
      this.ready[row] = true;
      this.applyStock(row);
    }
  }

  /** Takes items out of the offer; their rows stay, so that histories keep their meaning. */
  remove(ids: readonly string[]): void {
    for (const id of ids) {
      const row = this.rows.get(id);
      if (row === undefined) continue;
      this.stock[row] = 0;
      this.applyStock(row);
    }
  }

  private add(id: string): number {
    const row = this.ids.push(id) - 1;
    this.rows.set(id, row);
    this.names.push(id);
    this.stock.push(0);
    this.ready.push(false);
    this.columns.clock[1] = this.ids.length;
    return row;
  }

  private applyStock(row: number): void {
    this.columns.allowed[row] = this.ready[row] && this.stock[row]! > 0 ? 1 : 0;
  }
}

/** Content tokens as the data pipeline makes them of `items.csv`: `column=value`, lower case, in order of the alphabet. */
export function contentTokens({ name, category, attributes }: ItemRow): Int32Array {
  const tokens = Object.entries(attributes)
    .filter(([, value]) => typeof value !== 'number')
    .map(([key, value]) => `${key.toLowerCase()}=${String(value).toLowerCase()}`)
    .sort();
  return itemTokens({ text: name, category, tokens });
}
