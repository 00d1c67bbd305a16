/** What the specs do in the chat, in a customer's words. */
import type { Page } from 'playwright-core';

export const field = (page: Page) => page.getByLabel('Your message');
/** Replies that are whole. */
export const replies = (page: Page) => page.locator('.reply:has(.reply__foot)');
export const lastReply = (page: Page) => replies(page).last().locator('.text').first().innerText();

/** Opens the page and signs in as one of the demo's customers. */
export async function signIn(page: Page, url: string, customer = 0): Promise<void> {
  await page.goto(url);
  await page.locator('.customer').nth(customer).click();
  await conversation(page);
}

/** Waits until all that was said before is on the screen. */
export const conversation = (page: Page) => page.locator('.log__scroller[aria-busy="false"]').waitFor();

/** Leaves what was said behind. */
export async function beginAgain(page: Page): Promise<void> {
  await page.locator('.who').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start a new conversation' }).click();
  await page.getByText('Try for example').waitFor();
}

/** Writes a message, and waits for the whole reply. */
export async function say(page: Page, text: string): Promise<string> {
  return answered(page, async () => {
    await field(page).fill(text);
    await field(page).press('Enter');
  });
}

/** Presses one of the suggested replies, and waits for the whole reply to it. */
export const choose = (page: Page, name: RegExp) =>
  answered(page, () => page.getByRole('group', { name: 'Suggested replies' }).getByRole('button', { name }).first().click());

/** Does something that is answered, and waits for the whole reply. */
export async function answered(page: Page, act: () => Promise<unknown>): Promise<string> {
  const before = await replies(page).count();
  await act();
  await replies(page).nth(before).waitFor({ timeout: 20_000 });
  return lastReply(page);
}
