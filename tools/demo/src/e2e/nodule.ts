/** What the specs do in the reading room, in a reader's words. */
import { AxeBuilder } from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { workspace } from '../workspace.js';

/** Whether there is a package to search with. */
export const model = existsSync(join(process.env.MODEL_REGISTRY ?? join(workspace, 'apps/nodule-detector/registry'), 'aliases.json'));
if (!model)
  console.warn(
    'No model package here: nothing is found, so findings are not tested in a browser. Train one: npx nx train nodule-detector.',
  );

/** Of the demo's phantom, as much as has one nodule of 15 mm in it, and one of 7. */
export const FIRST = { from: 64, to: 96, pixel: 1.2 };
/** And as much as has two others. */
export const SECOND = { from: 116, to: 140, pixel: 1.2 };
export const PLANES = ['Axial', 'Coronal', 'Sagittal'] as const;

export const rows = (page: Page) => page.locator('.study');
export const plane = (page: Page, name: (typeof PLANES)[number]) => page.getByRole('region', { name, exact: true });
/** Where the keyboard and the mouse go. */
export const stage = (page: Page, name: (typeof PLANES)[number]) => plane(page, name).getByRole('application');
export const sliceAt = async (page: Page, name: (typeof PLANES)[number]) =>
  Number(await plane(page, name).getByRole('slider').inputValue());
export const findingRows = (page: Page) => page.locator('.finding');
export const jumps = (page: Page) => page.locator('.finding__jump');
/** Shown in the list, per cent. */
export const probabilities = async (page: Page): Promise<number[]> =>
  (await page.locator('.finding__probability').allInnerTexts()).map((text) => Number.parseInt(text));
/** What the keyboard is at: its text, else its id. */
export const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id || '');
/** Of a finger, in nine steps. */
export const path = (x: number, y: number, byX: number, byY: number) =>
  Array.from({ length: 9 }, (_, n) => [x + (byX * n) / 8, y + (byY * n) / 8] as const);
export const threshold = (page: Page) => page.getByLabel('Least probability');

/** Waits until a study has been searched. */
export const searched = (row: Locator) => row.locator('.state--done').waitFor();

/** Opens the page and waits for the studies. */
export async function enter(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await rows(page).first().waitFor();
}

/** Opens a study of the list and waits until all of its slices are there. */
export async function openStudy(page: Page, row: Locator): Promise<void> {
  await row.locator('.study__link').click();
  await pictures(page);
}

/** Waits for the slices of the open study. */
export async function pictures(page: Page): Promise<void> {
  await page.getByRole('application').first().waitFor();
  await page.locator('.planes__loading').waitFor({ state: 'detached' });
}

/** The patient's point under the cross-hair, mm LPS, as the page says it: `R 43 A 22 S 109 mm`. */
export async function crossHair(page: Page): Promise<[number, number, number]> {
  const said = await page.locator('.plane__point').first().innerText();
  const [, x, y, z] = /([RL] \d+) ([AP] \d+) ([IS] \d+) mm/.exec(said)!;
  const signed = (part: string, negative: string) => Number(part.slice(2)) * (part.startsWith(negative) ? -1 : 1);
  return [signed(x!, 'R'), signed(y!, 'A'), signed(z!, 'I')];
}

/** Whether the least probability lets all through (0), or what a share of it leaves. */
export async function setThreshold(page: Page, share: number): Promise<void> {
  await threshold(page).fill(String(Math.round(share * 100)));
}

/** Drops files on the page as a person does: the browser gets a real drop event. */
export async function drop(page: Page, files: readonly { name: string; bytes: Uint8Array }[]): Promise<void> {
  const carried = await page.evaluateHandle(
    (list) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of list) {
        transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      }
      return transfer;
    },
    files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })),
  );
  for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: carried });
}

/** Fingers on an element, each a path of points relative to its upper left corner. */
export async function fingers(page: Page, element: Locator, paths: readonly (readonly (readonly [number, number])[])[]): Promise<void> {
  const box = (await element.boundingBox())!;
  const devtools = await page.context().newCDPSession(page);
  const touchPoints = (step: number) => paths.map((path, id) => ({ id, x: box.x + path[step]![0], y: box.y + path[step]![1] }));
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: touchPoints(0) });
  for (let step = 1; step < paths[0]!.length; step++) {
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: touchPoints(step) });
  }
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await devtools.detach();
}

/** No accessibility violation, and nothing wider than the screen. */
export async function staysUsable(page: Page, view: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${view}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), view).toBeLessThanOrEqual(0);
}
