import { AxeBuilder } from '@axe-core/playwright';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startService } from '../service.js';
import { createShopClient } from '../shop/shop-client.js';
import { startShopDemo, type ShopDemo } from '../shop/shop-demo.js';
import { createSteps } from '../steps.js';
import { chromiumPath, DESKTOP, openBrowser, PHONE } from './browser.js';
import { andThen, basketButton, enter, names, rail, railInFocus, reasons, search } from './storefront.js';

const chromium = chromiumPath();
if (!chromium) console.warn('No Chromium here: the storefront is not tested in a browser. Install one, or set CHROMIUM to its path.');

describe.skipIf(!chromium)('the storefront, on the whole demo', () => {
  let folder: string;
  let demo: ShopDemo;
  let browser: Browser;
  let page: Page;
  let errors: string[];

  const open = async (options: BrowserContextOptions = DESKTOP) => {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    page = await context.newPage();
    errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/.test(message.text())) errors.push(message.text());
    });
    await enter(page, demo.url);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-'));
    await chmod(folder, 0o755); // PostgreSQL does not run as root, and must get in
    demo = await startShopDemo({
      port: 3390,
      fresh: false,
      rate: 3,
      steps: createSteps(process.stdout),
      folder,
      shop: { users: 120, days: 60 },
    });
    browser = await openBrowser(chromium!);
  });
  afterEach(async () => {
    expect(errors).toEqual([]);
    await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows a new customer what is popular, and then what suits them, without a reload', async () => {
    await open();
    await page.evaluate(() => document.body.setAttribute('data-not-reloaded', ''));
    await page.getByText('We have not met').waitFor();
    expect(await rail(page, 'buy-again').count()).toBe(0);
    const first = await names(rail(page, 'for-you'));
    expect(first.length).toBeGreaterThan(5);
    expect((await reasons(rail(page, 'for-you'))).every((reason) => reason.length > 0)).toBe(true);

    const shelf = await search(page, 'Coffee Beans');
    const bought = (await names(shelf))[0]!;
    const said = await andThen(page, () => shelf.getByRole('button', { name: /^Add / }).first().click());
    expect(said).toContain(`You put ${bought} in the basket`);
    expect(said).toMatch(/[\d.]+ m?s later/);

    await basketButton(page).click();
    expect(await page.locator('.basket').innerText()).toContain(bought);
    await andThen(page, () => page.getByRole('button', { name: 'Buy now' }).click());
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await page.keyboard.press('Escape');

    await rail(page, 'buy-again').waitFor();
    expect(await names(rail(page, 'buy-again'))).toEqual([bought]);
    const then = await names(rail(page, 'for-you'));
    expect(then).not.toEqual(first);
    expect(then).not.toContain(bought);
    expect((await reasons(rail(page, 'for-you'))).some((reason) => reason.includes(bought))).toBe(true);
    expect(await rail(page, 'for-you').locator('.took').innerText()).toMatch(/^chosen in [\d.]+ m?s$/);
    expect(await page.locator('body').getAttribute('data-not-reloaded')).toBe('');
  });

  it('says what goes with an item, and comes back from it', async () => {
    await open();
    await andThen(page, () => rail(page, 'for-you').locator('.product__name a').first().click());
    const dialog = page.getByRole('dialog');
    await rail(page, 'goes-with').waitFor();
    const others = await names(rail(page, 'goes-with'));
    expect(others.length).toBeGreaterThan(2);
    await rail(page, 'goes-with').locator('.product__name a').first().click();
    await dialog.getByRole('heading', { level: 2, name: others[0]!, exact: true }).waitFor();
    await page.goBack();
    await page.goBack();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('becomes a customer the shop knows', async () => {
    await open();
    await page.getByRole('button', { name: /New customer/ }).click();
    await page.getByRole('dialog').locator('.choose__one').first().click();
    await page.getByText('You have brought home').waitFor();
    await rail(page, 'buy-again').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/, \w+$/);
  });

  it('can be used by keyboard alone', async () => {
    await open();
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the shop');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');

    const name = (await names(rail(page, 'for-you')))[0]!;
    for (let i = 0; i < 6 && (await focused()) !== name; i++) await page.keyboard.press('Tab');
    expect(await focused()).toBe(name);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Add to basket' }).waitFor();
    expect(await focused()).toBe(name);
    for (let i = 0; i < 4 && (await focused()) !== 'Add to basket'; i++) await page.keyboard.press('Tab');
    await andThen(page, () => page.keyboard.press('Enter'));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    // The row may have changed meanwhile: focus is where it was, or beside it.
    expect(await railInFocus(page)).toBe('for-you');
    expect(await basketButton(page).getAttribute('aria-label')).toBe('Basket, 1 item');
  });

  it('follows what the same customer does in another window, and keeps the keyboard’s place', async () => {
    await open();
    const link = rail(page, 'for-you').locator('.product__name a').first();
    const name = await link.innerText();
    await link.focus();
    const itemId = new URLSearchParams((await link.getAttribute('href'))!.split('?')[1]).get('item')!;
    const { id: userId } = await page.evaluate(() => JSON.parse(localStorage.getItem('customer')!) as { id: string });
    const bought = {
      specversion: '1.0',
      id: 'e2e-elsewhere',
      source: '/e2e',
      type: 'shop.item.purchased',
      data: { userId, itemId },
    } as const;
    await createShopClient(demo.url).send([bought]);
    await rail(page, 'buy-again').waitFor();
    expect(await names(rail(page, 'for-you'))).not.toContain(name);
    expect(await railInFocus(page)).toBe('for-you');
  });

  it('shows what strangers wrote as text, and does not sell what is sold out', async () => {
    const client = createShopClient(demo.url);
    const name = '<img src=x onerror="document.title=1"> & "Mug"';
    await client.writeItems([{ id: 'e2e-strange', name, category: '<b>Odd</b>', price: 3, stock: 0 }]);
    await open();
    const shelf = await search(page, name);
    expect(await names(shelf)).toEqual([name]);
    expect(await shelf.locator('.badge').innerText()).toBe('Sold out');
    expect(await shelf.getByRole('button', { name: /^Add / }).count()).toBe(0);
    expect(await page.title()).toBe('Wren & Barrow');
  });

  const screens: [string, BrowserContextOptions][] = [
    ['desktop', DESKTOP],
    ['desktop, dark', { ...DESKTOP, colorScheme: 'dark' }],
    ['phone', PHONE],
  ];
  it.each(screens)('has no accessibility violation and fits on a %s screen', async (screen, options) => {
    await open(options);
    const check = async (view: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${view}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), view).toBeLessThanOrEqual(0);
    };
    await check('the shop');

    if (screen === 'phone') {
      const strip = page.getByRole('button', { name: /Behind the counter/ });
      await strip.click();
      const close = page.getByRole('button', { name: 'Close the panel' });
      await close.waitFor();
      await check('the panel');
      await close.click();
      await strip.waitFor();
    }

    await rail(page, 'for-you').locator('.product__name a').first().click();
    await rail(page, 'goes-with').waitFor();
    await check('an item');
    await page.keyboard.press('Escape');

    await rail(page, 'for-you').getByRole('button', { name: /^Add / }).first().click();
    await basketButton(page).click();
    await page.getByRole('button', { name: 'Buy now' }).waitFor();
    await check('the basket');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: /New customer/ }).click();
    await page.getByRole('dialog').locator('.choose__one').first().waitFor();
    await check('the customers');
  });

  it('says when the service is away, keeps the basket, and recovers', async () => {
    await open();
    await andThen(page, () => rail(page, 'for-you').getByRole('button', { name: /^Add / }).first().click());
    const port = Number(new URL(demo.url).port);
    await demo.service.stop();

    await rail(page, 'for-you').getByRole('button', { name: /^Add / }).nth(1).click();
    await page.getByText('The shop does not answer right now.').waitFor();
    await basketButton(page).click();
    expect(await page.locator('.line-item').count()).toBe(2);
    await page.getByRole('button', { name: 'Buy now' }).click();
    await page.getByText('Your basket is kept').last().waitFor();
    await page.keyboard.press('Escape');

    const restarted = await startService('recommender', {
      port,
      env: { DATA_DIR: join(folder, 'postgres') },
      logFile: join(folder, 'demo', 'again.log'),
    });
    demo = { ...demo, service: restarted, stop: restarted.stop };
    await page.getByText('The shop does not answer right now.').waitFor({ state: 'hidden', timeout: 90_000 });
    await basketButton(page).click();
    await page.getByRole('button', { name: 'Buy now' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    await page.keyboard.press('Escape');
    await rail(page, 'buy-again').waitFor();
    expect(await names(rail(page, 'buy-again'))).toHaveLength(2);
  });

  it('shows what is popular, and says so, while the database is away', async () => {
    await open();
    process.kill(Number.parseInt(await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8'), 10), 'SIGINT');
    await rail(page, 'for-you').getByRole('button', { name: /^Add / }).first().click();
    await page.getByText('The shop cannot do that right now.').waitFor();
    await page.reload();
    await page.getByText('These are everybody’s favourites.').waitFor();
    expect((await names(rail(page, 'for-you'))).length).toBeGreaterThan(5);
    expect(await basketButton(page).getAttribute('aria-label')).toBe('Basket, 1 item');
  });
});
