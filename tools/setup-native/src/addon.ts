/** Builds tfjs-node's N-API addon against the unpacked libraries, and tries it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, copyFile, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CasebookError } from '@casebook/core';
import { napiVersion, stampOf, type Plan } from './plan.js';
import type { BuildTools } from './prerequisites.js';

/**
 * Builds in a folder of its own; only a finished addon is moved into the package.
 *
 * @throws {CasebookError} `SETUP_BUILD_FAILED` with the end of the compiler's output
 */
export async function buildAddon(plan: Plan, { nodeDir, nodeGyp }: BuildTools): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tfjs-addon-'));
  try {
    for (const name of ['binding', 'binding.gyp', 'package.json'])
      await cp(join(plan.packageDir, name), join(folder, name), { recursive: true });
    await symlink(plan.libraries, join(folder, 'deps'));
    const out = join(folder, 'out');
    const options = [`--nodedir=${nodeDir}`, '--module_name=tfjs_binding', `--module_path=${out}`, `--napi_build_version=${napiVersion}`];
    const { status, stdout, stderr } = spawnSync(process.execPath, [nodeGyp, 'rebuild', ...options], { cwd: folder, encoding: 'utf8' });
    if (status !== 0 || !existsSync(join(out, 'tfjs_binding.node'))) {
      throw new CasebookError(
        'SETUP_BUILD_FAILED',
        `node-gyp could not build the addon. Its last words:\n${`${stdout}${stderr}`.slice(-3_000)}`,
      );
    }
    await install(plan, join(out, 'tfjs_binding.node'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function install({ packageDir, libraries, addon }: Plan, built: string): Promise<void> {
  const deps = join(packageDir, 'deps'); // the addon looks for its libraries in $ORIGIN/../../deps/lib
  await rm(deps, { recursive: true, force: true });
  await symlink(libraries, deps);
  await mkdir(dirname(addon), { recursive: true });
  await copyFile(built, `${addon}.${process.pid}`);
  await rename(`${addon}.${process.pid}`, addon);
}

const program = `
  const util = require('node:util');
  util.isNullOrUndefined ??= (value) => value == null;
  util.isArray ??= Array.isArray;
  const tf = require(process.argv[1]);
  const product = tf.matMul(tf.ones([2, 3]), tf.ones([3, 2])).dataSync();
  if (tf.getBackend() !== 'tensorflow' || product.join() !== '3,3,3,3') throw new Error('computes ' + product);
  console.log(tf.backend().binding.TF_Version + (tf.backend().isGPUPackage ? ', GPU package' : ''));
`;

/**
 * Loads the addon in a process of its own and multiplies two matrices; then notes that all is done.
 *
 * @returns TensorFlow's own word for its version
 * @throws {CasebookError} `SETUP_DOES_NOT_LOAD` with what the process said
 */
export async function tryAddon(plan: Plan): Promise<string> {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', program, plan.packageDir], {
    env,
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (status !== 0) throw new CasebookError('SETUP_DOES_NOT_LOAD', `The addon was built and does not load:\n${stderr.slice(-3_000)}`);
  await writeFile(plan.stamp, stampOf(plan));
  return stdout.trim();
}
