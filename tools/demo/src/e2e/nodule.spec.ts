import type { FindingsDto } from '@casebook/nodule-detector-contract';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Demo } from '../demo.js';
import { startNoduleDemo } from '../nodule/nodule-demo.js';
import { makePhantomStudy, nodulesIn, type PhantomStudy } from '../nodule/phantom-study.js';
import { createSteps } from '../steps.js';
import { chromiumPath, DESKTOP, openBrowser, PHONE } from './browser.js';
import {
  crossHair,
  drop,
  enter,
  fingers,
  findingRows,
  FIRST,
  focused,
  jumps,
  model,
  openStudy,
  pictures,
  path,
  plane,
  PLANES,
  probabilities,
  rows,
  searched,
  SECOND,
  setThreshold,
  sliceAt,
  stage,
  staysUsable,
  threshold,
} from './nodule.js';

const chromium = chromiumPath();
if (!chromium) console.warn('No Chromium here: the viewer is not tested in a browser. Install one, or set CHROMIUM to its path.');
const found = it.skipIf(!model);

describe.skipIf(!chromium)('the nodule detector, on the whole demo', () => {
  let folder: string;
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let second: PhantomStudy;

  const open = async (options: BrowserContextOptions = DESKTOP) => {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/.test(message.text())) errors.push(message.text());
    });
  };
  /** The demo's own study, opened, with all that was found in it where there is a model. */
  const openFirst = async (options?: BrowserContextOptions) => {
    await open(options);
    await enter(page, demo.url);
    if (model) await searched(rows(page).last());
    await openStudy(page, rows(page).last());
    await setThreshold(page, 0);
    if (model) await findingRows(page).first().waitFor();
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-'));
    await chmod(folder, 0o755); // PostgreSQL does not run as root, and must get in
    const env = { DIMSE_PORT: '0' };
    demo = await startNoduleDemo({ port: 3590, fresh: false, steps: createSteps(process.stdout), folder, env, phantom: FIRST });
    second = makePhantomStudy(SECOND);
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

  it('has the demo’s study in the worklist; takes dropped files, says what became of each, and searches them without a reload', async () => {
    await open();
    await enter(page, demo.url);
    await page.getByText('For research use. Not a medical device.').waitFor();
    expect(await rows(page).count()).toBe(1);
    expect(await rows(page).innerText()).toMatch(/DICOMweb[\s\S]*16/);
    if (model) {
      await searched(rows(page));
      expect(await rows(page).innerText()).toMatch(/\d+ findings?/);
    }

    await drop(page, [...second.files, { name: 'notes.txt', bytes: Buffer.from('no picture') }]);
    const sent = page.locator('.sent');
    await sent.getByText('12 stored · 1 refused').waitFor();
    expect(await sent.locator('.sent__refused').innerText()).toMatch(/^notes\.txt .+/);
    await rows(page).nth(1).waitFor();
    if (model) await searched(rows(page).first());
    await drop(page, second.files.slice(0, 3));
    await sent.first().getByText('3 there already').waitFor();
    expect(await rows(page).count()).toBe(2);
    await page.getByLabel('Search studies').fill('no such study');
    await page.getByText('No study matches “no such study”.').waitFor();
  });

  found(
    'goes to findings in all three planes, one of them where the phantom has a nodule, and shows those that are probable enough',
    async () => {
      await openFirst();
      const study = /study\/([\d.]+)/.exec(page.url())![1]!;
      const { findings } = (await (await fetch(`${demo.url}/v1/studies/${study}/findings`)).json()) as FindingsDto;
      const inNodule: boolean[] = [];
      for (const [n, jump] of (await jumps(page).all()).slice(0, 8).entries()) {
        await jump.click();
        const at = await crossHair(page);
        expect(Math.hypot(...findings[n]!.center.map((mm, axis) => mm - at[axis]!)), 'from the finding, in mm').toBeLessThan(2.5);
        inNodule.push(
          nodulesIn(FIRST).some(({ centre, diameter }) => Math.hypot(...centre.map((mm, axis) => mm - at[axis]!)) < diameter / 2),
        );
        for (const name of PLANES) expect(await plane(page, name).locator('.mark--selected').count(), name).toBe(1);
        if (inNodule.at(-1)) break;
      }
      expect(inNodule).toContain(true);
      const sides = await Promise.all(PLANES.map((name) => plane(page, name).locator('.overlay__letters').textContent()));
      expect(sides).toEqual(['RLAP', 'RLSI', 'APSI']);

      const all = await probabilities(page);
      expect(all).toEqual([...all].sort((a, b) => b - a));
      await setThreshold(page, all[0]! / 100);
      expect((await probabilities(page)).filter((one) => one < all[0]!)).toEqual([]);
      await page.reload(); // the threshold is kept
      await pictures(page);
      expect(await threshold(page).inputValue()).toBe(String(all[0]));
    },
  );

  found('takes a person’s verdict with a note, and keeps it over a reload', async () => {
    await openFirst();
    await jumps(page).first().click();
    await page.getByLabel('Note').fill('round, smooth');
    await page.getByRole('button', { name: 'Confirm' }).click();
    const verdict = (word: string) => page.locator('.finding--chosen .finding__verdict', { hasText: word });
    await verdict('confirmed').waitFor();
    await page.reload();
    await pictures(page);
    await verdict('confirmed').waitFor();
    expect(await page.getByLabel('Note').inputValue()).toBe('round, smooth');
    await page.getByRole('button', { name: 'Reject' }).click();
    await verdict('rejected').waitFor();
    for (const name of PLANES) expect(await plane(page, name).locator('.mark--rejected').count(), name).toBe(1);
  });

  found('gives the report as DICOM and the findings as JSON, shows how long each stage took, and searches again when asked', async () => {
    await openFirst();
    const fetched = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
      return readFile(await download.path());
    };
    const report = await fetched('DICOM SR');
    expect(report.subarray(128, 132).toString()).toBe('DICM');
    expect(report.includes('For research use. Not a medical device.')).toBe(true);
    const { findings } = JSON.parse((await fetched('JSON')).toString()) as { findings: unknown[] };
    expect(findings).toHaveLength(await findingRows(page).count());

    expect(await page.locator('.stages__list').innerText()).toMatch(/Reading slices[\s\S]*Looking for nodules[\s\S]*in all/);
    await page.getByRole('button', { name: 'Search again' }).click();
    await page.locator('.viewer__panel .state:not(.state--done)').waitFor();
    await page.locator('.viewer__panel .state--done').waitFor();
    await findingRows(page).first().waitFor();
  });

  it('follows the mouse: window, wheel, zoom, cross-hair, Hounsfield units', async () => {
    await openFirst();
    const box = (await stage(page, 'Axial').boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const level = () => page.getByLabel('Level').inputValue();
    await page.getByRole('radio', { name: 'Mediastinum' }).check();
    expect(await level()).toBe('40');
    await page.mouse.move(x, y);
    expect(await page.locator('.plane__hu').first().innerText()).toMatch(/^−?\d+ HU$/);
    await page.mouse.down({ button: 'right' });
    await page.mouse.move(x, y + 60, { steps: 5 });
    await page.mouse.up({ button: 'right' });
    expect(Number(await level())).toBeGreaterThan(40);

    const before = await sliceAt(page, 'Axial');
    await page.mouse.wheel(0, 120);
    await expect.poll(() => sliceAt(page, 'Axial')).toBe(before + 1);
    const [coronal, sagittal] = [await sliceAt(page, 'Coronal'), await sliceAt(page, 'Sagittal')];
    await page.mouse.click(x + 60, y + 40);
    expect(await sliceAt(page, 'Sagittal')).toBeGreaterThan(sagittal);
    expect(await sliceAt(page, 'Coronal')).toBeGreaterThan(coronal);

    const bar = () => plane(page, 'Axial').locator('.overlay__bar text').textContent();
    const whole = await bar();
    await page.keyboard.down('Control');
    for (let n = 0; n < 6; n++) await page.mouse.wheel(0, -150);
    await page.keyboard.up('Control');
    await expect.poll(bar).not.toBe(whole);
    await page.getByRole('button', { name: 'Show all of it' }).click();
    await expect.poll(bar).toBe(whole);
  });

  it('can be used by keyboard alone', async () => {
    await open();
    await enter(page, demo.url);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the studies');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('studies-title');
    for (let n = 0; n < 6 && !(await page.evaluate(() => document.activeElement?.matches('.study__link'))); n++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await pictures(page);
    await stage(page, 'Axial').focus();
    const before = await sliceAt(page, 'Axial');
    await page.keyboard.press('PageDown');
    expect(await sliceAt(page, 'Axial')).toBe(before + 1);
    const sagittal = await sliceAt(page, 'Sagittal');
    await page.keyboard.press('ArrowRight');
    expect(await sliceAt(page, 'Sagittal')).toBe(sagittal + 1);
    await page.keyboard.press('3');
    expect(await page.getByRole('radio', { name: 'Bone' }).isChecked()).toBe(true);
    if (!model) return;
    await setThreshold(page, 0);
    await findingRows(page).first().waitFor();
    await stage(page, 'Axial').focus();
    await page.keyboard.press('n');
    await page.locator('.finding--chosen').waitFor();
    await page.locator('.finding--chosen .finding__jump').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type('by keyboard');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Confirm');
    await page.keyboard.press('Enter');
    await page.locator('.finding--chosen .finding__verdict', { hasText: 'confirmed' }).waitFor();
  });

  it('follows fingers on a phone: one goes through the slices, a tap points, two zoom', async () => {
    await openFirst(PHONE);
    const before = await sliceAt(page, 'Axial');
    await fingers(page, stage(page, 'Axial'), [path(150, 60, 0, 60)]);
    await expect.poll(() => sliceAt(page, 'Axial')).not.toBe(before);
    await fingers(page, stage(page, 'Axial'), [[[100, 100]]]);
    const [left] = await crossHair(page);
    await fingers(page, stage(page, 'Axial'), [[[260, 100]]]);
    await expect.poll(async () => (await crossHair(page))[0]).toBeGreaterThan(left + 50);
    const bar = () => plane(page, 'Axial').locator('.overlay__bar text').textContent();
    const whole = await bar();
    await fingers(page, stage(page, 'Axial'), [path(170, 150, -120, 0), path(200, 150, 120, 0)]);
    await expect.poll(bar).not.toBe(whole);
    await page.getByRole('radio', { name: 'Coronal' }).check();
    await stage(page, 'Coronal').waitFor();
  });

  const screens: [string, BrowserContextOptions][] = [
    ['desktop', DESKTOP],
    ['phone, dark', { ...PHONE, colorScheme: 'dark' }],
  ];
  it.each(screens)('has no accessibility violation and fits on a %s screen', async (_, options) => {
    await open(options);
    await enter(page, demo.url);
    await staysUsable(page, 'the worklist');
    await openStudy(page, rows(page).last());
    if (model) {
      await setThreshold(page, 0);
      await setThreshold(page, (await probabilities(page))[0]! / 100); // a list of a few findings, not of all candidates
      await jumps(page).first().click();
    }
    await staysUsable(page, 'the viewer');
  });

  it('deletes a study only after asking', async () => {
    await open();
    await enter(page, demo.url);
    await rows(page).nth(1).waitFor();
    await rows(page)
      .first()
      .getByRole('button', { name: /^Delete/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    expect(await rows(page).count()).toBe(2);
    await rows(page).first().locator('.study__link').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete study' }).click();
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.reload();
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(1);
  });
});
