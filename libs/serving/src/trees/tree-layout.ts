/** An ensemble in the memory of its kernel. */
import type { ColumnTests, LeafMasks } from './leaf-masks.js';
import { COLUMN_BYTES, type KernelLayout, STATE_BYTES, TEST_BYTES, VALUES_BYTES } from './tree-kernel.js';

const PAGE = 65_536;
const aligned = (bytes: number) => Math.ceil(bytes / 64) * 64;

/** Addresses in bytes. */
export interface TreeLayout extends KernelLayout {
  /** Columns whose values differ between rows, then those that rows share, then the end. */
  columns: number;
  shared: number;
  columnsEnd: number;
  /** Where the ensemble ends. */
  end: number;
}

/** @param shared columns [first, end) that hold one value in all rows */
export function layOut(
  { base, columns, leaves }: LeafMasks,
  [first, end]: readonly [number, number] = [0, 0],
): { memory: WebAssembly.Memory; layout: TreeLayout } {
  const isShared = ({ column }: ColumnTests) => column >= first && column < end;
  const ordered = [...columns.filter((column) => !isShared(column)), ...columns.filter(isShared)];
  const layout: TreeLayout = { base: 0, columns: 64, shared: 0, columnsEnd: 0, state: 0, stateEnd: 0, initial: 0, values: 0, end: 0 };
  layout.columnsEnd = layout.columns + ordered.length * COLUMN_BYTES;
  layout.shared = layout.columnsEnd - ordered.filter(isShared).length * COLUMN_BYTES;
  const tests = aligned(layout.columnsEnd);
  layout.state = aligned(tests + ordered.reduce((sum, { tests: own }) => sum + own.length * TEST_BYTES, 0));
  layout.stateEnd = layout.initial = layout.state + leaves.length * STATE_BYTES;
  layout.values = layout.initial + leaves.length * STATE_BYTES;
  layout.end = layout.values + leaves.length * VALUES_BYTES;

  const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.end / PAGE) });
  const write = new DataView(memory.buffer);
  write.setFloat64(layout.base, base, true);
  let at = layout.columns;
  let test = tests;
  for (const { column, missing, tests: own } of ordered) {
    write.setInt32(at, column, true);
    write.setFloat32(at + 4, missing, true);
    write.setInt32(at + 8, test, true);
    write.setInt32(at + 12, test + own.length * TEST_BYTES, true);
    at += COLUMN_BYTES;
    for (const { threshold, mask, tree } of own) {
      write.setFloat32(test, threshold, true);
      write.setInt32(test + 4, mask, true);
      write.setInt32(test + 8, layout.state + tree * STATE_BYTES, true);
      test += TEST_BYTES;
    }
  }
  leaves.forEach((own, tree) =>
    own.forEach((value, leaf) => write.setFloat64(layout.values + tree * VALUES_BYTES + 8 * leaf, value, true)),
  );
  return { memory, layout };
}
