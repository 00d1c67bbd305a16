import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackLibraries } from './unpack.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'setup-native-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A wheel is a zip file; Python, which the setup needs anyhow, writes one. */
function wheelOf(members: string[]): string {
  const file = join(folder, 'w.whl');
  const program = 'import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], "w") as z:\n  for m in sys.argv[2:]: z.writestr(m, m)';
  execFileSync('python3', ['-c', program, file, ...members]);
  return file;
}

const libraries = ['tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2'];
const header = 'tensorflow/include/tensorflow/c/c_api.h';

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.runIf(hasPython)('unpackLibraries (wants python3)', () => {
  it('takes libraries and headers only, under the names that linker and loader look for', async () => {
    const target = join(folder, 'tf');
    await unpackLibraries([wheelOf([...libraries, header, 'tensorflow/python/x.so', 'evil.txt'])], target, () => undefined);
    expect(readdirSync(target).sort()).toEqual(['include', 'lib']);
    expect(readFileSync(join(target, 'lib/libtensorflow.so'), 'utf8')).toBe(libraries[0]);
    expect(lstatSync(join(target, 'lib/libtensorflow_framework.so')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(target, 'include/tensorflow/c/c_api.h'), 'utf8')).toBe(header);
  });

  it('of a wheel without TensorFlow leaves nothing behind', async () => {
    const wheel = wheelOf(['tensorflow/readme.txt']);
    await expect(unpackLibraries([wheel], join(folder, 'tf'), () => undefined)).rejects.toMatchObject({ code: 'SETUP_WRONG_WHEEL' });
    expect(readdirSync(folder)).toEqual(['w.whl']);
  });

  it('of a file that is no wheel leaves nothing behind', async () => {
    writeFileSync(join(folder, 'w.whl'), 'cut off');
    await expect(unpackLibraries([join(folder, 'w.whl')], join(folder, 'tf'), () => undefined)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['w.whl']);
  });

  it('sweeps up after a run that was killed, and leaves one that is at work', async () => {
    const dead = Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' })); // has ended by now
    mkdirSync(join(folder, `tf.partial-${dead}`));
    mkdirSync(join(folder, `tf.partial-${process.ppid}`));
    await unpackLibraries([wheelOf([...libraries, header])], join(folder, 'tf'), () => undefined);
    expect(existsSync(join(folder, `tf.partial-${dead}`))).toBe(false);
    expect(existsSync(join(folder, `tf.partial-${process.ppid}`))).toBe(true);
  });
});
