/** What training knows of the items beyond the towers: neighbour lists and statistics, as named tensors of `tables.safetensors`. */
import { CorruptDataError } from '@casebook/core';
import { TOKEN_BUCKETS } from './constants.js';
import { checkSparseRows, type SparseRows } from './sparse-rows.js';

/**
 * Sparse tables:
 * `ease` item → item weights of a linear autoencoder fitted on recency-weighted histories (Steck, WWW 2019);
 * `basket` item → item cosine of being in the same session; `next` item → item rate of being in one of the next sessions;
 * `shopper_items` item → shopper, inverse-frequency weighted and normalised per shopper; `shopper_recent` shopper → items bought lately.
 */
export const SPARSE_TABLES = ['ease', 'basket', 'next', 'shopper_items', 'shopper_recent'] as const;
export type SparseTableName = (typeof SPARSE_TABLES)[number];

/** Columns of the `item_stats` table. */
export const ITEM_STATS = ['repeat_rate', 'purchases_per_buyer', 'session_size', 'returning_share'] as const;

export interface ItemTables {
  /** Items in training; rows of the catalogue from here on have no entries. */
  trained: number;
  sparse: Record<SparseTableName, SparseRows>;
  /** trained × ITEM_STATS.length */
  stats: Float32Array;
  /** [trained] log(1 + users / (1 + buyers)) */
  itemIdf: Float32Array;
  /** [TOKEN_BUCKETS] inverse document frequency of a content token; 0 for bucket 0. */
  tokenIdf: Float32Array;
}

export interface NamedTensor {
  shape: number[];
  data: Float32Array | Int32Array;
}

/** The tables as named tensors: `<table>.offsets`, `.indices`, `.values`, `.shape`, and `item_stats`, `item_idf`, `token_idf`. */
export function tablesToTensors(tables: ItemTables): Record<string, NamedTensor> {
  const tensors: Record<string, NamedTensor> = {
    item_stats: { shape: [tables.trained, ITEM_STATS.length], data: tables.stats },
    item_idf: { shape: [tables.trained], data: tables.itemIdf },
    token_idf: { shape: [TOKEN_BUCKETS], data: tables.tokenIdf },
  };
  for (const name of SPARSE_TABLES) {
    const { rows, columns, offsets, indices, values } = tables.sparse[name];
    tensors[`${name}.shape`] = { shape: [2], data: Int32Array.of(rows, columns) };
    tensors[`${name}.offsets`] = { shape: [offsets.length], data: offsets };
    tensors[`${name}.indices`] = { shape: [indices.length], data: indices };
    tensors[`${name}.values`] = { shape: [values.length], data: values };
  }
  return tensors;
}

/**
 * The inverse of `tablesToTensors`, checked.
 * @throws {CorruptDataError} `TABLE_MISSING` or `TABLE_CORRUPT`
 */
export function tablesFromTensors(tensors: ReadonlyMap<string, { data: unknown }>): ItemTables {
  const floats = (name: string) => typed(tensors, name, Float32Array);
  const ints = (name: string) => typed(tensors, name, Int32Array);
  const sparse = Object.fromEntries(
    SPARSE_TABLES.map((name) => {
      const [rows = 0, columns = 0] = ints(`${name}.shape`);
      const matrix = {
        rows,
        columns,
        offsets: ints(`${name}.offsets`),
        indices: ints(`${name}.indices`),
        values: floats(`${name}.values`),
      };
      return [name, checkSparseRows(name, matrix)];
    }),
  ) as Record<SparseTableName, SparseRows>;
  const itemIdf = floats('item_idf');
  return { trained: itemIdf.length, sparse, stats: floats('item_stats'), itemIdf, tokenIdf: floats('token_idf') };
}

function typed<T extends Float32Array | Int32Array>(
  tensors: ReadonlyMap<string, { data: unknown }>,
  name: string,
  type: new (...args: never[]) => T,
): T {
  const data = tensors.get(name)?.data;
  if (data instanceof type) return data;
  throw new CorruptDataError('TABLE_MISSING', `The model package has no table "${name}" of type ${type.name}: build the package again.`);
}
