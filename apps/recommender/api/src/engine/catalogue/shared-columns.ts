/** The catalogue's columns in memory that all threads see: the main thread writes, workers read. */
import { DEMAND_WINDOWS, type ItemColumns, TOKENS_PER_ITEM } from '@casebook/recommender-contract/features';

/** Shared buffers with room for `capacity` rows; they cross to workers without a copy. */
export interface ColumnBuffers {
  capacity: number;
  dimension: number;
  /** [today, count] */
  clock: SharedArrayBuffer;
  allowed: SharedArrayBuffer;
  tokens: SharedArrayBuffer;
  price: SharedArrayBuffer;
  demand: SharedArrayBuffer[];
  vectors: SharedArrayBuffer;
  embeddings: SharedArrayBuffer;
}

/** The same as typed arrays. A row's numbers are written one by one: a reader may see a few of the old ones for an instant, which shifts a score a little. */
export interface Columns {
  items: ItemColumns;
  /** 1 where a row may be offered: in the catalogue, in stock, with a vector. */
  allowed: Uint8Array;
  /** capacity × dimension */
  vectors: Float32Array;
  embeddings: Float32Array;
  clock: Int32Array;
}

const bytes = (length: number) => new SharedArrayBuffer(length);

export const allocateColumns = (capacity: number, dimension: number): ColumnBuffers => ({
  capacity,
  dimension,
  clock: bytes(8),
  allowed: bytes(capacity),
  tokens: bytes(4 * capacity * TOKENS_PER_ITEM),
  price: bytes(4 * capacity),
  demand: Array.from({ length: DEMAND_WINDOWS.length + 3 }, () => bytes(4 * capacity)),
  vectors: bytes(4 * capacity * dimension),
  embeddings: bytes(4 * capacity * dimension),
});

/** @param trained rows the model was trained on */
export function viewColumns(buffers: ColumnBuffers, trained: number): Columns {
  const clock = new Int32Array(buffers.clock);
  const demand = buffers.demand.map((buffer) => new Float32Array(buffer));
  const [all, firstDay, lastDay] = demand.slice(DEMAND_WINDOWS.length) as [Float32Array, Float32Array, Float32Array];
  const items: ItemColumns = {
    trained,
    get count() {
      return clock[1]!;
    },
    tokens: new Int32Array(buffers.tokens),
    price: new Float32Array(buffers.price),
    demand: {
      windows: demand.slice(0, DEMAND_WINDOWS.length),
      all,
      firstDay,
      lastDay,
      get today() {
        return clock[0]!;
      },
    },
  };
  return {
    items,
    allowed: new Uint8Array(buffers.allowed),
    vectors: new Float32Array(buffers.vectors),
    embeddings: new Float32Array(buffers.embeddings),
    clock,
  };
}

/** Buffers with more room and the same content. Unused rows have unknown price and were never bought. */
export function growColumns(from: ColumnBuffers, capacity: number): ColumnBuffers {
  const to = allocateColumns(capacity, from.dimension);
  fillUnknown(to);
  const copy = (a: SharedArrayBuffer, b: SharedArrayBuffer) => new Uint8Array(b).set(new Uint8Array(a));
  for (const name of ['clock', 'allowed', 'tokens', 'price', 'vectors', 'embeddings'] as const) copy(from[name], to[name]);
  from.demand.forEach((buffer, i) => copy(buffer, to.demand[i]!));
  return to;
}

export function fillUnknown(buffers: ColumnBuffers): void {
  new Float32Array(buffers.price).fill(NaN);
  for (const buffer of buffers.demand.slice(DEMAND_WINDOWS.length + 1)) new Float32Array(buffer).fill(NaN);
}
