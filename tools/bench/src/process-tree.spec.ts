import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { processTree, treeCpuSeconds, treeMemoryMiB } from './process-tree.js';

const GRANDCHILD = `const kept = Buffer.alloc(100 << 20, 1); process.stdout.write('ready'); setInterval(() => kept[0], 1000)`;
const CHILD = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(GRANDCHILD)}], { stdio: ['pipe', 'inherit', 'inherit'] })`;

describe.skipIf(!existsSync('/proc/self/stat'))('process tree', () => {
  it('counts what grandchildren hold', { timeout: 30_000 }, async () => {
    const child = spawn(process.execPath, ['-e', CHILD], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(child.stdout, 'data');
      const tree = processTree(child.pid!);
      expect(tree).toHaveLength(2);
      expect(treeMemoryMiB(child.pid!)).toBeGreaterThan(treeMemoryMiB(tree[1]!));
      expect(treeMemoryMiB(tree[1]!)).toBeGreaterThan(100);
    } finally {
      for (const pid of processTree(child.pid!)) process.kill(pid);
    }
  });

  it('counts the time that grandchildren worked', { timeout: 60_000 }, async () => {
    const work = `while (process.cpuUsage().user < 400_000); process.stdout.write('done'); setInterval(() => 0, 1000)`;
    const child = spawn(process.execPath, ['-e', CHILD.replace(JSON.stringify(GRANDCHILD), JSON.stringify(work))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(child.stdout, 'data');
      const grandchild = processTree(child.pid!)[1]!;
      expect(treeCpuSeconds(grandchild)).toBeGreaterThan(0.38);
      expect(treeCpuSeconds(child.pid!)).toBeGreaterThan(treeCpuSeconds(grandchild));
    } finally {
      for (const pid of processTree(child.pid!)) process.kill(pid);
    }
  });

  it('has no number for a process that is not there', () => {
    expect([treeMemoryMiB(2 ** 22 + 1), treeCpuSeconds(2 ** 22 + 1)]).toEqual([NaN, NaN]);
  });
});
