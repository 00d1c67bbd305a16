/**
 * Trees turned inside out (QuickScorer: Lucchese et al., SIGIR 2015): a test that a row fails rules out the leaves of its left subtree, and when
 * all failed tests have been applied, in any order, the leftmost leaf that is left is the row's. So tests are sorted by column and threshold
 * instead of being walked from a root: no jump depends on the data before it.
 */
import type { ServedTree, ServedTrees } from './tree-model.js';

/** Leaves of one tree: bits of a 32-bit word. */
export const MAX_LEAVES = 32;

/** A failed test (value > threshold) rules out the leaves `mask` of a tree. */
export interface LeafTest {
  threshold: number;
  mask: number;
  tree: number;
}

/** All tests of one column that send missing values the same way, by rising threshold. */
export interface ColumnTests {
  column: number;
  /** What stands for NaN: −∞ passes every test, ∞ fails every one. */
  missing: number;
  tests: LeafTest[];
}

export interface LeafMasks {
  base: number;
  columns: ColumnTests[];
  /** Values of each tree's leaves from left to right. */
  leaves: number[][];
}

/**
 * Trees of more than 32 leaves are cut into several that sum up to them.
 * @returns undefined where a path is too long for that
 */
export function leafMasks({ base, trees }: ServedTrees): LeafMasks | undefined {
  const roots = trees.map((tree) => branch(tree, 0));
  if (roots.some((root) => depth(root) >= MAX_LEAVES)) return undefined;
  const groups = new Map<string, ColumnTests>();
  const leaves: number[][] = [];
  for (const root of roots.flatMap((tree) => cut(tree, MAX_LEAVES))) {
    const own: number[] = [];
    const walk = (node: Branch): void => {
      if ('value' in node) return void own.push(node.value);
      const first = own.length;
      walk(node.left);
      const test = { threshold: node.threshold, mask: bits(first, own.length), tree: leaves.length };
      const missing = node.missingLeft ? -Infinity : Infinity;
      const key = `${node.column}/${missing}`;
      const group = groups.get(key);
      if (group) group.tests.push(test);
      else groups.set(key, { column: node.column, missing, tests: [test] });
      walk(node.right);
    };
    walk(root);
    leaves.push(own);
  }
  const columns = [...groups.values()].sort((a, b) => a.column - b.column || a.missing - b.missing);
  for (const { tests } of columns) tests.sort((a, b) => a.threshold - b.threshold || a.tree - b.tree);
  return { base, columns, leaves };
}

type Branch = { value: number } | { column: number; threshold: number; missingLeft: boolean; left: Branch; right: Branch };

/** The bits first … end − 1. */
const bits = (first: number, end: number) => (end - first === 32 ? -1 : ((1 << (end - first)) - 1) << first);

const depth = (node: Branch): number => ('value' in node ? 0 : 1 + Math.max(depth(node.left), depth(node.right)));
const countLeaves = (node: Branch): number => ('value' in node ? 1 : countLeaves(node.left) + countLeaves(node.right));

/** Trees of at most `most` leaves that sum up to one: below each root that is too large one has its left side, and 0 on the right, the other its right. */
function cut(node: Branch, most: number): Branch[] {
  if ('value' in node || countLeaves(node) <= most) return [node];
  const nothing = { value: 0 };
  return [
    ...cut(node.left, most - 1).map((left) => ({ ...node, left, right: nothing })),
    ...cut(node.right, most - 1).map((right) => ({ ...node, left: nothing, right })),
  ];
}

function branch(tree: ServedTree, at: number): Branch {
  const column = tree.feature[at]!;
  if (column < 0) return { value: tree.value[at]! };
  const { threshold, missingLeft } = tree;
  return {
    column,
    threshold: threshold[at]!,
    missingLeft: missingLeft[at]!,
    left: branch(tree, tree.left[at]!),
    right: branch(tree, tree.right[at]!),
  };
}
