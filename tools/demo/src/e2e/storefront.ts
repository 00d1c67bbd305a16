/** What the specs do on the page, in a shopper's words. */
import type { Locator, Page } from 'playwright-core';

export const rail = (page: Page, id: 'for-you' | 'buy-again' | 'goes-with') => page.locator(`[data-rail="${id}"]`);
export const names = (place: Locator) => place.locator('.product__name').allInnerTexts();
export const reasons = (place: Locator) => place.locator('.product__why').allInnerTexts();
export const lastChange = (page: Page) => page.locator('.counter__last');

/** Opens the shop as somebody it has never seen. */
export async function enter(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await rail(page, 'for-you').locator('.product__name').first().waitFor();
}

/** Does something, and waits until the page says what came of it. */
export async function andThen(page: Page, act: () => Promise<unknown>): Promise<string> {
  const said = () => lastChange(page).innerText();
  const before = await said();
  await act();
  await page.waitForFunction((was) => document.querySelector<HTMLElement>('.counter__last')?.innerText !== was, before, {
    timeout: 15_000,
  });
  return said();
}

/** Fills the search field and waits until the shelf shows what was found, and nothing else. */
export async function search(page: Page, words: string): Promise<Locator> {
  await page.getByRole('searchbox').fill(words);
  await page.waitForFunction(
    (wanted) => {
      const found = [...document.querySelectorAll('.grid .product__name')];
      return found.length > 0 && found.every((name) => name.textContent?.toLowerCase().includes(wanted));
    },
    words.toLowerCase(),
    { timeout: 15_000 },
  );
  return page.locator('.grid');
}

export const basketButton = (page: Page) => page.getByRole('button', { name: /^Basket/ });

/** Id of the row that holds the keyboard's focus. */
export const railInFocus = (page: Page) => page.evaluate(() => document.activeElement?.closest('[data-rail]')?.getAttribute('data-rail'));
