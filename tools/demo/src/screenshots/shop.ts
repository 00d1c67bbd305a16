/** The storefront: a known customer who looks at something and puts something in the basket, two minutes of life. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContextOptions } from 'playwright-core';
import { DESKTOP, PHONE } from '../e2e/browser.js';
import { andThen, enter, rail } from '../e2e/storefront.js';
import { startShopDemo } from '../shop/shop-demo.js';
import { createSteps } from '../steps.js';
import type { Camera } from './camera.js';

/** A customer with a taste: long in the shop, and back for more. */
const CUSTOMER = process.env.CUSTOMER ?? 'u0960';
const LIFE_MS = 75_000;
/** After the first minute programs have warmed up, and the chart shows what is usual. */
const WARM_UP_MS = 45_000;

export async function takeShopPictures({ take, folder }: Camera): Promise<void> {
  const demo = await startShopDemo({ port: 3391, fresh: false, rate: 5, steps: createSteps(process.stdout), folder });
  const storefront = (name: string, options: BrowserContextOptions, lifeMs: number) =>
    take(name, options, async (page) => {
      await page.addInitScript((id) => localStorage.setItem('customer', JSON.stringify({ id })), CUSTOMER);
      await enter(page, demo.url);
      await page.waitForTimeout(lifeMs);
      const add = rail(page, 'for-you').getByRole('button', { name: /^Add / }).nth(2);
      if (options.isMobile) await add.click();
      else await andThen(page, () => add.click());
    });
  try {
    await sleep(WARM_UP_MS);
    await storefront('storefront.png', DESKTOP, LIFE_MS);
    await storefront('storefront-phone.png', PHONE, 3_000);
  } finally {
    await demo.stop();
  }
}
