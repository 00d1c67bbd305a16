import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describePlan, isDone, makePlan, stampOf, type Plan } from './plan.js';
import { checkPrerequisites } from './prerequisites.js';
import { setupNative } from './setup-native.js';

let folder: string;
let plan: Plan;
const path = process.env['PATH'];

/** A workspace with the package as npm leaves it: not built. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-native-'));
  write(join(folder, 'package.json'), '{}');
  write(join(folder, 'node_modules/@tensorflow/tfjs-node/package.json'), '{"name":"@tensorflow/tfjs-node","version":"4.22.0"}');
  plan = makePlan(folder, false, join(folder, 'cache'));
});
afterEach(() => {
  process.env['PATH'] = path;
  rmSync(folder, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** PATH with nothing but these programs, each of which succeeds. */
function onlyPrograms(...names: string[]): void {
  const bin = join(folder, 'bin');
  for (const name of names) {
    write(join(bin, name), '#!/bin/sh\nexit 0\n');
    chmodSync(join(bin, name), 0o755);
  }
  process.env['PATH'] = bin;
}

describe('plan', () => {
  it('says what is downloaded, how big, and where it goes', () => {
    const text = describePlan(plan);
    for (const part of ['274 MB', plan.wheels[0]!.file, plan.libraries, plan.packageDir]) expect(text).toContain(part);
  });

  it('downloads nothing that is here', () => {
    write(join(plan.downloads, plan.wheels[0]!.file), '');
    expect(describePlan(plan)).toContain('nothing to download');
  });

  it('for a package that npm left out names the command', () => {
    expect(() => makePlan(folder, true)).toThrow(
      expect.objectContaining({ code: 'SETUP_NO_PACKAGE', message: expect.stringContaining('npm ci') as string }),
    );
  });
});

describe('prerequisites', () => {
  it('names every tool that is missing and how to get it', async () => {
    onlyPrograms('python3');
    await expect(checkPrerequisites(plan, 'linux-x64')).rejects.toMatchObject({
      code: 'SETUP_MISSING',
      message: expect.stringMatching(/g\+\+: apt-get.*\n.*make: apt-get/) as string,
    });
    onlyPrograms('g++', 'make');
    rmSync(join(folder, 'bin/python3'));
    await expect(checkPrerequisites(plan, 'linux-x64')).rejects.toMatchObject({
      message: expect.stringContaining('python3: apt-get install python3') as string,
    });
  });

  it('finds python3 without pip', async () => {
    onlyPrograms('g++', 'make', 'python3');
    write(join(folder, 'bin/python3'), '#!/bin/sh\n[ "$2" != pip ]\n');
    await expect(checkPrerequisites(plan, 'linux-x64')).rejects.toMatchObject({
      message: expect.stringContaining('apt-get install python3-pip') as string,
    });
  });

  it('refuses what was never tried', async () => {
    await expect(checkPrerequisites(plan, 'darwin-arm64')).rejects.toMatchObject({ code: 'SETUP_PLATFORM' });
  });
});

describe('setupNative', () => {
  /** As a finished run leaves it. */
  function finished(): void {
    write(plan.addon, '');
    write(join(plan.packageDir, 'deps/lib/libtensorflow.so'), '');
    write(plan.stamp, stampOf(plan));
  }

  it('does nothing a second time', async () => {
    finished();
    onlyPrograms(); // no tool is asked
    const said: string[] = [];
    await setupNative(plan, (line) => said.push(line));
    expect(said).toEqual([expect.stringContaining('set up already')]);
  });

  it.each(['addon', 'stamp'] as const)('is not done where the %s is gone', (part) => {
    finished();
    rmSync(plan[part]);
    expect(isDone(plan)).toBe(false);
  });

  it('is not done where the libraries are gone, or other wheels are pinned', () => {
    finished();
    expect(isDone({ ...plan, wheels: [{ ...plan.wheels[0]!, sha256: '0'.repeat(64) }] })).toBe(false);
    rmSync(join(plan.packageDir, 'deps'), { recursive: true });
    expect(isDone(plan)).toBe(false);
  });

  it('stops before the download where a tool is missing, and touches nothing', async () => {
    onlyPrograms();
    const said: string[] = [];
    await expect(setupNative(plan, (line) => said.push(line))).rejects.toMatchObject({
      code: expect.stringMatching(/^SETUP_(MISSING|PLATFORM)$/) as string,
    });
    expect(said).toEqual([]);
    expect(readFileSync(join(plan.packageDir, 'package.json'), 'utf8')).toContain('4.22.0');
  });
});
