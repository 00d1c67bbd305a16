/** Item-item tables from sessions: what is taken together (`basket`) and what follows (`next`). */
import { itemNeighbours, type SparseMatrix, sparseMatrix, transpose } from '@casebook/training';
import type { Interactions } from '../data/interactions.js';
import type { Moment } from '../data/moments.js';
import { crossRows } from './cross-rows.js';

/** Weight of the first, second and third session after one. */
const FOLLOWING = [1, 0.5, 0.25];
/** Where sessions are single events, this many neighbours in the sequence count as taken together. */
const SEQUENCE_WINDOW = 5;
/** Sessions assumed to have been followed by nothing, so that rare items do not lead. */
const SHRINKAGE = 10;
/** Share of sessions below which an item's lift does not grow further. */
const LEAST_SHARE = 1e-4;

export interface SessionTables {
  basket: SparseMatrix;
  next: SparseMatrix;
  /** Items of each session. */
  sessions: Int32Array[];
}

/** @param top neighbours kept of each item */
export function sessionTables(log: Interactions, moment: Moment, top: number): SessionTables {
  const users = sessionsByUser(log, moment);
  const sessions = users.flat();
  const events = sessions.reduce((sum, items) => sum + items.length, 0);
  const together = events < 1.5 * sessions.length ? users.flatMap(slidingWindows) : sessions;
  const bags = bagMatrix(together, log.items, (items) => 1 / Math.sqrt(items.length));
  return { basket: itemNeighbours(bags, { top }), next: nextTable(users, log.items, top), sessions };
}

function sessionsByUser(log: Interactions, moment: Moment): Int32Array[][] {
  return Array.from({ length: log.users }, (_, user) => {
    const sessions: Int32Array[] = [];
    for (let r = log.offsets[user]!; r < moment.cut[user]!;) {
      let end = r;
      while (end < moment.cut[user]! && log.session[end] === log.session[r]) end++;
      sessions.push(Int32Array.from(new Set(log.item.subarray(r, end))));
      r = end;
    }
    return sessions;
  });
}

/** Every run of SEQUENCE_WINDOW consecutive sessions as one bag; a shorter sequence is one bag. */
function slidingWindows(sessions: readonly Int32Array[]): Int32Array[] {
  const bag = (from: number) => Int32Array.from(new Set(sessions.slice(from, from + SEQUENCE_WINDOW).flatMap((items) => [...items])));
  return Array.from({ length: Math.max(1, sessions.length - SEQUENCE_WINDOW + 1) }, (_, from) => bag(from));
}

function bagMatrix(bags: readonly Int32Array[], items: number, weight: (items: Int32Array) => number): SparseMatrix {
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  bags.forEach((bag, b) => {
    const w = weight(bag);
    for (const item of bag) {
      row.push(b);
      column.push(item);
      value.push(w);
    }
  });
  return sparseMatrix({ rows: bags.length, columns: items, row, column, value });
}

/** next[i, j] = (Σ over sessions with i of j's weight in the sessions after, ÷ (sessions with i + 10)) ÷ √share of j: rate, damped lift. */
function nextTable(users: readonly Int32Array[][], items: number, top: number): SparseMatrix {
  const from = bagMatrix(users.flat(), items, () => 1);
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  let first = 0;
  for (const sessions of users) {
    sessions.forEach((_, s) => {
      FOLLOWING.forEach((weight, k) => {
        const after = sessions[s + 1 + k];
        for (const item of after ?? []) {
          row.push(first + s);
          column.push(item);
          value.push(weight / Math.sqrt(after!.length));
        }
      });
    });
    first += sessions.length;
  }
  const after = sparseMatrix({ rows: from.rows, columns: items, row, column, value });
  const share = new Float64Array(items);
  after.indices.forEach((item, k) => (share[item]! += after.values[k]! / from.rows));
  return crossRows(
    transpose(from),
    after,
    top,
    (rate, item, source) => rate / (source + SHRINKAGE) / Math.sqrt(share[item]! + LEAST_SHARE),
  );
}
