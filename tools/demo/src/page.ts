/** The page of a case study, built when its sources are newer than what was built last. */
import { CasebookError } from '@casebook/core';
import { execFile } from 'node:child_process';
import { readdir, stat, utimes } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { workspace } from './workspace.js';

const sourcesOf = (name: string) => [`apps/${name}/web`, `apps/${name}/contract/src`, 'libs/ui/src'];
const builtOf = (name: string) => `apps/${name}/web/dist/index.html`;
const NOT_SOURCES = new Set(['dist', 'out-tsc', 'node_modules']);

/**
 * Whether any source is newer than the built page, or there is none. Asked before nx, whose own answer takes seconds.
 *
 * @param name of the case study
 */
export async function pageIsStale(name: string, root = workspace): Promise<boolean> {
  const built = await stat(join(root, builtOf(name))).catch(() => undefined);
  if (!built) return true;
  const newest = await Promise.all(sourcesOf(name).map((folder) => newestIn(join(root, folder))));
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
 * Builds the page of a case study.
 *
 * @throws {CasebookError} `PAGE_BUILD_FAILED` with the end of the build's output
 */
export async function buildPage(name: string): Promise<void> {
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  try {
    await promisify(execFile)(process.execPath, [nx, 'build', `${name}-web`, '--outputStyle=static', '--skipSync'], {
      cwd: workspace,
      env: ownEnvironment(),
      timeout: 180_000,
    });
    // nx may have taken the page from its cache, with the times of when it was built.
    await utimes(join(workspace, builtOf(name)), new Date(), new Date());
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const end = `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n');
    throw new CasebookError('PAGE_BUILD_FAILED', `The page could not be built; \`npx nx build ${name}-web\` says:\n${end}`, {
      cause: error,
    });
  }
}

/** Without what an nx around this process (a test run) has set for itself. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_') || name === 'NX_CACHE_DIRECTORY');
  return { ...Object.fromEntries(kept), NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false' };
}
