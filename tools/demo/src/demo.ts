/** A case study as a whole: its page, its service, and the service's embedded database. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseStudy } from './case-study.js';
import { forgetDatabase } from './fresh.js';
import { buildPage, pageIsStale } from './page.js';
import { freePort } from './port.js';
import { startService, type RunningService } from './service.js';
import type { Steps } from './steps.js';
import { workspace } from './workspace.js';

export interface DemoOptions {
  /** Where to listen; the next free port where it is taken. */
  port: number;
  /** Whether to forget the embedded database first. */
  fresh: boolean;
  steps: Steps;
  /** Folder of the embedded database and of the log; default `.casebook` in the repository. */
  folder?: string;
  /** Further environment of the service. */
  env?: Record<string, string>;
}

export interface Demo {
  url: string;
  service: RunningService;
  stop(): Promise<void>;
}

/** Builds the page where it is stale, and starts the service with it. */
export async function startDemo(study: CaseStudy, options: DemoOptions): Promise<Demo> {
  const { steps, folder = join(workspace, '.casebook'), env = {} } = options;
  const database = process.env.DATA_DIR ?? join(folder, study.database);
  if (options.fresh) {
    await steps.run('Old data forgotten', async () => {
      await forgetDatabase(database, process.env.DATABASE_URL);
      for (const further of study.folders ?? []) await rm(join(folder, further), { recursive: true, force: true });
    });
  }
  if (await pageIsStale(study.name)) await steps.run('Page built', () => buildPage(study.name));

  const port = await freePort(options.port);
  const service = await steps.run('Service ready', () =>
    startService(study.name, { port, env: { ...env, DATA_DIR: database }, logFile: join(folder, 'demo', `${study.name}.log`) }),
  );
  return { url: service.url, service, stop: service.stop };
}
