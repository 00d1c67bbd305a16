/** What the specs do on the page, in a shopper's words. */
import { expect } from 'vitest';
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
  const before = await lastChange(page).innerText();
  await act();
  await expect.poll(() => lastChange(page).innerText(), { timeout: 10_000 }).not.toBe(before);
  return lastChange(page).innerText();
}

export async function search(page: Page, words: string): Promise<Locator> {
  await page.getByRole('searchbox').fill(words);
  await page.getByRole('heading', { name: `“${words}”` }).waitFor();
  const shelf = page.locator('.grid');
  await expect
    .poll(async () => (await names(shelf)).every((name) => name.toLowerCase().includes(words.toLowerCase())), { timeout: 10_000 })
    .toBe(true);
  return shelf;
}

export const basketButton = (page: Page) => page.getByRole('button', { name: /^Basket/ });

/** Id of the row that holds the keyboard's focus. */
export const railInFocus = (page: Page) => page.evaluate(() => document.activeElement?.closest('[data-rail]')?.getAttribute('data-rail'));
