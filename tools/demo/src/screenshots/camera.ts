/** A browser that takes pictures of pages, and a folder for what they need while they run. */
import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { chromiumPath, openBrowser } from '../e2e/browser.js';
import { workspace } from '../workspace.js';

const IMAGES = join(workspace, 'docs/images');

export interface Camera {
  /** For databases and logs; removed in the end. */
  folder: string;
  /** Opens a page, has it made ready, and writes `docs/images/NAME`. */
  take(name: string, options: BrowserContextOptions, ready: (page: Page) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export async function openCamera(): Promise<Camera> {
  const chromium = chromiumPath();
  if (!chromium) throw new Error('No Chromium here: install one, or set CHROMIUM to its path.');
  const folder = await mkdtemp(join(tmpdir(), 'screenshots-'));
  await chmod(folder, 0o755); // PostgreSQL does not run as root, and must get in
  await mkdir(IMAGES, { recursive: true });
  const browser = await openBrowser(chromium);
  return {
    folder,
    take: async (name, options, ready) => {
      const context = await browser.newContext({ ...options, timezoneId: morning() });
      const page = await context.newPage();
      await ready(page);
      await page.mouse.move(0, 0);
      await page.waitForTimeout(1_500);
      const path = join(IMAGES, name);
      await page.screenshot({ path });
      await context.close();
      console.log(`  ${path}, ${Math.round((await stat(path)).size / 1024)} KiB`);
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A time zone where it is ten in the morning, so that greetings and clocks do not depend on when the picture is taken. */
function morning(): string {
  const ahead = ((((10 - new Date().getUTCHours()) % 24) + 36) % 24) - 12;
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`; // POSIX counts westward
}
