/** The page, built when its sources are newer than what was built last. */
import { CasebookError } from '@casebook/core';
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { workspace } from './workspace.js';

const SOURCES = ['apps/recommender/web', 'apps/recommender/contract/src', 'libs/ui/src'];
const BUILT = 'apps/recommender/web/dist/index.html';
const NOT_SOURCES = new Set(['dist', 'out-tsc', 'node_modules']);

/** Whether any source is newer than the built page, or there is none. Asked before nx, whose own answer takes seconds. */
export async function pageIsStale(root = workspace): Promise<boolean> {
  const built = await stat(join(root, BUILT)).catch(() => undefined);
  if (!built) return true;
  const newest = await Promise.all(SOURCES.map((folder) => newestIn(join(root, folder))));
  return Math.max(...newest) > built.mtimeMs;
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const times = await Promise.all(
    entries
      .filter(({ name }) => !NOT_SOURCES.has(name))
      .map(async (entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? newestIn(path) : (await stat(path)).mtimeMs;
      }),
  );
  return Math.max(0, ...times);
}

/**
 * Builds the page.
 *
 * @throws {CasebookError} `PAGE_BUILD_FAILED` with the end of the build's output
 */
export async function buildPage(): Promise<void> {
  const nx = join(workspace, 'node_modules/nx/bin/nx.js');
  try {
    await promisify(execFile)(process.execPath, [nx, 'build', 'recommender-web', '--outputStyle=static'], {
      cwd: workspace,
      env: { ...process.env, NX_DAEMON: 'false', NODE_OPTIONS: '' },
      timeout: 180_000,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const end = `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n');
    throw new CasebookError('PAGE_BUILD_FAILED', `The page could not be built; \`npx nx build recommender-web\` says:\n${end}`, {
      cause: error,
    });
  }
}
