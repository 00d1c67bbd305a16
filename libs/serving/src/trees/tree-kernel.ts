/** Sixteen rows at a time through all trees, as WebAssembly: JavaScript has no vectors of numbers, and one comparison here is of four rows. */
import { type Code, type ValueType, wasm, wasmModule } from './wasm-function.js';

/** Rows of one call. */
export const LANES = 16;
const VECTORS = LANES / 4;

/** Where the ensemble lies in memory, in bytes. */
export interface KernelLayout {
  /** State: 16 words a tree, the leaves each row may still fall into. */
  state: number;
  stateEnd: number;
  /** What the state is at the beginning. */
  initial: number;
  /** f64 of 32 leaves a tree. */
  values: number;
  /** f64 */
  base: number;
}
/** A column: i32 offset in units of the stride, f32 for NaN, i32 begin and end of its tests. */
export const COLUMN_BYTES = 16;
/** A test: f32 threshold, i32 mask of ruled-out leaves, i32 address of the tree's state. */
export const TEST_BYTES = 12;
export const STATE_BYTES = 4 * LANES;
export const VALUES_BYTES = 8 * 32;

export type Kernel = (features: number, stride: number, scores: number, column: number, columnsEnd: number) => void;
const parameters = { features: 0, stride: 1, scores: 2, column: 3, columnsEnd: 4 };

/**
 * `run(features, stride, scores, column, columnsEnd)`: address of the first row in column 0; bytes from one column to the next; where the f32
 * scores go, 0 to leave what the rows may still fall into in the state; the columns to test. It begins with the state in `initial`.
 */
export function treeKernel(layout: KernelLayout): Uint8Array<ArrayBuffer> {
  const types: ValueType[] = [];
  const local = (type: ValueType) => Object.keys(parameters).length + types.push(type) - 1;
  const each = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
  const { get, set, tee, constant, loop, leaveIf, leaveUnless, i32, f32, f64, v128, f32x4 } = wasm;

  const { column } = parameters;
  const [test, testsEnd, address, top] = [local('i32'), local('i32'), local('i32'), local('f32')];
  const [missing, threshold, mask, highest] = [local('v128'), local('v128'), local('v128'), local('v128')];
  const values = each(VECTORS, () => local('v128'));
  const [state, leaf, lanes] = [local('i32'), local('i32'), local('i32')];
  const sums = each(4, () => local('f64'));

  const add = (of: number, bytes: number): Code => [get(of), constant(bytes), i32.add, set(of)];
  const readColumn: Code = [
    [get(column), i32.load(0), get(parameters.stride), i32.mul, get(parameters.features), i32.add, set(address)],
    [get(column), v128.loadSplat(4), set(missing)],
    // a value that does not equal itself is missing
    values.map((value, k) => [
      get(address),
      v128.load(16 * k),
      tee(value),
      get(missing),
      get(value),
      get(value),
      f32x4.equal,
      v128.select,
      set(value),
    ]),
    [get(values[0]!), values.slice(1).map((value) => [get(value), f32x4.max]), set(highest)],
    [each(4, (lane) => [get(highest), f32x4.lane(lane), lane > 0 ? f32.max : []]), set(top)],
    [get(column), i32.load(8), set(test), get(column), i32.load(12), set(testsEnd)],
  ];
  const applyTest: Code = [
    [get(test), v128.loadSplat(0), set(threshold), get(test), v128.loadSplat(4), set(mask), get(test), i32.load(8), set(address)],
    values.map((value, k) => [
      [get(address), get(address), v128.load(16 * k)],
      [get(value), get(threshold), f32x4.greater, get(mask), v128.and, v128.andNot, v128.store(16 * k)],
    ]),
    add(test, TEST_BYTES),
  ];
  const ruleOut: Code = [
    loop(
      [get(column), get(parameters.columnsEnd), i32.ge, leaveIf],
      readColumn,
      // thresholds rise: once no row of the sixteen is above one, none is above those that follow
      loop([get(test), get(testsEnd), i32.ge, leaveIf], [get(test), f32.load(), get(top), f32.less, leaveUnless], applyTest),
      add(column, COLUMN_BYTES),
    ),
  ];
  // four rows at once: their sums do not wait for each other
  const addLeaves: Code = [
    [constant(0), set(lanes)],
    loop(
      [get(lanes), constant(STATE_BYTES), i32.ge, leaveIf],
      sums.map((sum) => [constant(layout.base), f64.load(), set(sum)]),
      [get(lanes), constant(layout.state), i32.add, set(state), constant(layout.values), set(leaf)],
      loop(
        [get(state), constant(layout.stateEnd), i32.ge, leaveIf],
        sums.map((sum, k) => [
          [get(sum), get(leaf), get(state), i32.load(4 * k), i32.trailingZeros, constant(3), i32.shiftLeft, i32.add],
          [f64.load(), f64.add, set(sum)],
        ]),
        add(state, STATE_BYTES),
        add(leaf, VALUES_BYTES),
      ),
      sums.map((sum, k) => [get(parameters.scores), get(lanes), i32.add, get(sum), f32.demote, f32.store(4 * k)]),
      add(lanes, 16),
    ),
  ];
  const stateBytes = constant(layout.stateEnd - layout.state);
  const begin: Code = [constant(layout.state), constant(layout.initial), stateBytes, wasm.copy];
  return wasmModule(Object.keys(parameters).length, types, [begin, ruleOut, get(parameters.scores), wasm.when(addLeaves)]);
}
