/** Memory of a process and all that it started: a server that forks keeps most of it in its children. */
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

function memoryKiB(pid: number): number {
  const kiB = (file: string, line: RegExp) => Number(line.exec(read(`/proc/${pid}/${file}`))?.[1] ?? NaN);
  const proportional = kiB('smaps_rollup', /^Pss:\s+(\d+)/m);
  return Number.isNaN(proportional) ? kiB('status', /^VmRSS:\s+(\d+)/m) : proportional;
}

/** The fourth field of /proc/PID/stat; the second, the program's name, may hold blanks and brackets. */
function parentOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  return stat === '' ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
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
