/** Memory and CPU time of a process and all that it started: a server that forks does most in its children. */
import { readdirSync, readFileSync } from 'node:fs';

/** Ids of a process and its descendants; of the process alone where there is no /proc. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of entries('/proc')) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : undefined;
    if (parent === undefined) continue;
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? [])); // grows while it is walked
  return tree;
}

/** Memory of the whole tree in MiB; pages that several of its processes share count once (proportional set size). NaN without /proc. */
export function treeMemoryMiB(root: number): number {
  const sizes = processTree(root).map(memoryKiB);
  return Number.isNaN(sizes[0]) ? NaN : sizes.reduce((sum, size) => sum + (Number.isNaN(size) ? 0 : size), 0) / 1024;
}

/** USER_HZ, which Linux fixes for what /proc shows. */
const TICKS_PER_SECOND = 100;

/** User and system time in seconds of the whole tree, of those that live. NaN without /proc. */
export function treeCpuSeconds(root: number): number {
  const ticks = processTree(root).map((pid) => {
    const [user, system] = statFields(pid).slice(11, 13).map(Number);
    return (user ?? NaN) + (system ?? NaN);
  });
  return Number.isNaN(ticks[0]) ? NaN : ticks.reduce((sum, each) => sum + (Number.isNaN(each) ? 0 : each), 0) / TICKS_PER_SECOND;
}

function memoryKiB(pid: number): number {
  const kiB = (file: string, line: RegExp) => Number(line.exec(read(`/proc/${pid}/${file}`))?.[1] ?? NaN);
  const proportional = kiB('smaps_rollup', /^Pss:\s+(\d+)/m);
  return Number.isNaN(proportional) ? kiB('status', /^VmRSS:\s+(\d+)/m) : proportional;
}

function parentOf(pid: number): number | undefined {
  const [, parent] = statFields(pid);
  return parent === undefined ? undefined : Number(parent);
}

/** Fields of /proc/PID/stat from the third, the state, on; the second, the program's name, may hold blanks and brackets. Empty when it has ended. */
function statFields(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Empty for a process that has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
