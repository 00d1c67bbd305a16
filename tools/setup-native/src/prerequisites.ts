/** What the machine must have before anything is downloaded, and the command that brings it. */
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CasebookError, UnavailableError } from '@casebook/core';
import { megabytes, totalBytes } from './pins.js';
import type { Plan } from './plan.js';

/** Paths that the addon's build needs. */
export interface BuildTools {
  /** Folder with `include/node/node_api.h`. */
  nodeDir: string;
  /** node-gyp's program, of the npm that belongs to this Node. */
  nodeGyp: string;
}

const commands: [command: string, argument: string, fix: string][] = [
  ['python3', '--version', 'apt-get install python3'],
  ['g++', '--version', 'apt-get install g++'],
  ['make', '--version', 'apt-get install make'],
];

/**
 * @throws {CasebookError} `SETUP_PLATFORM` on anything but Linux on x64 with glibc: only that was tried
 * @throws {UnavailableError} `SETUP_MISSING` with every missing tool and how to get it; `SETUP_NO_SPACE`
 */
export async function checkPrerequisites(plan: Plan, platform = `${process.platform}-${process.arch}`): Promise<BuildTools> {
  if (platform !== 'linux-x64') {
    const message = `This sets up Linux on x64 only, not ${platform}. Try tfjs-node's own way: npm rebuild ${plan.packageName}; without it the wasm backend computes.`;
    throw new CasebookError('SETUP_PLATFORM', message, { status: 400 });
  }
  const missing = commands.filter(([command, argument]) => !runs(command, argument)).map(([name, , fix]) => `${name}: ${fix}`);
  if (runs('python3', '--version') && !runs('python3', '-m', 'pip', '--version')) missing.push('pip: apt-get install python3-pip');
  const nodeDir = headersOf(process.execPath);
  if (!nodeDir)
    missing.push(
      `headers of Node ${process.versions.node}: npm_config_nodedir=FOLDER with include/node/node_api.h in it, as Node's own archives have`,
    );
  const nodeGyp = findNodeGyp(process.execPath);
  if (!nodeGyp) missing.push('node-gyp: npm install --global npm@11');
  if (missing.length || !nodeDir || !nodeGyp) {
    throw new UnavailableError('SETUP_MISSING', `Install what is missing, then run this again:\n  ${missing.join('\n  ')}`);
  }
  await checkSpace(plan);
  return { nodeDir, nodeGyp };
}

/** Wheels compress to about a third; both are on disk for a while. */
async function checkSpace({ libraries, wheels }: Plan): Promise<void> {
  if (existsSync(libraries)) return;
  const needed = 4.5 * totalBytes(wheels);
  await mkdir(dirname(libraries), { recursive: true });
  const { bavail, bsize } = await statfs(dirname(libraries));
  if (bavail * bsize >= needed) return;
  const message = `${dirname(libraries)} has ${megabytes(bavail * bsize)} free and this needs ${megabytes(needed)}: make room, or set XDG_CACHE_HOME to another disk.`;
  throw new UnavailableError('SETUP_NO_SPACE', message);
}

const runs = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 }).status === 0;

/** Node's archives and packages put headers beside the program: PREFIX/bin/node and PREFIX/include/node. */
function headersOf(node: string): string | undefined {
  const folders = [process.env['npm_config_nodedir'], dirname(dirname(realpathSync(node)))];
  return folders.find((folder) => folder && existsSync(join(folder, 'include/node/node_api.h')));
}

/** node-gyp comes with npm; newer ones of its own need newer Nodes, so it is no dependency. */
function findNodeGyp(node: string): string | undefined {
  const npm = process.env['npm_execpath']; // set where npm runs us: …/npm/bin/npm-cli.js
  const homes = [npm && dirname(dirname(npm)), join(dirname(dirname(realpathSync(node))), 'lib/node_modules/npm')];
  return (
    homes.map((home) => home && join(home, 'node_modules/node-gyp/bin/node-gyp.js')).find((file) => file && existsSync(file)) || undefined
  );
}
