/**
 * Takes the README's pictures of the storefront from the running demo:
 *
 *   npx nx run demo:screenshots
 *
 * A fresh shop in a temporary folder, a known customer who looks at something and puts something in the basket, two minutes of life.
 */
import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startDemo } from './demo.js';
import { chromiumPath, DESKTOP, openBrowser, PHONE } from './e2e/browser.js';
import { andThen, enter, rail } from './e2e/storefront.js';
import { createSteps } from './steps.js';
import { workspace } from './workspace.js';

const IMAGES = join(workspace, 'docs/images');
/** A customer with a taste: long in the shop, and back for more. */
const CUSTOMER = process.env.CUSTOMER ?? 'u0960';
const LIFE_MS = 75_000;
/** After the first minute programs have warmed up, and the chart shows what is usual. */
const WARM_UP_MS = 45_000;

const chromium = chromiumPath();
if (!chromium) throw new Error('No Chromium here: install one, or set CHROMIUM to its path.');

const folder = await mkdtemp(join(tmpdir(), 'screenshots-'));
await chmod(folder, 0o755); // PostgreSQL does not run as root, and must get in
const demo = await startDemo({ port: 3391, fresh: false, rate: 5, steps: createSteps(process.stdout), folder });
const browser = await openBrowser(chromium);
try {
  await mkdir(IMAGES, { recursive: true });
  await sleep(WARM_UP_MS);
  await picture(browser, 'storefront.png', DESKTOP, LIFE_MS);
  await picture(browser, 'storefront-phone.png', PHONE, 3_000);
} finally {
  await browser.close();
  await demo.stop();
  await rm(folder, { recursive: true, force: true });
}

async function picture(from: Browser, name: string, options: BrowserContextOptions, lifeMs: number): Promise<void> {
  const context = await from.newContext({ ...options, timezoneId: morning() });
  const page = await context.newPage();
  await page.addInitScript((id) => localStorage.setItem('customer', JSON.stringify({ id })), CUSTOMER);
  await enter(page, demo.url);
  await page.waitForTimeout(lifeMs);
  const add = rail(page, 'for-you').getByRole('button', { name: /^Add / }).nth(2);
  if (options.isMobile) await add.click();
  else await andThen(page, () => add.click());
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1_500);
  const path = join(IMAGES, name);
  await page.screenshot({ path });
  await context.close();
  console.log(`  ${path}, ${Math.round((await stat(path)).size / 1024)} KiB`);
}

/** A time zone where it is ten in the morning, so that the greeting does not depend on when the picture is taken. */
function morning(): string {
  const ahead = ((((10 - new Date().getUTCHours()) % 24) + 36) % 24) - 12;
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`; // POSIX counts westward
}
