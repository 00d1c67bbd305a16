/** The reading room: a finding in all three planes, and on a phone. */
import { NODULE_DETECTOR } from '../case-study.js';
import { DESKTOP, PHONE } from '../e2e/browser.js';
import { enter, findingRows, jumps, openStudy, rows, searched, setThreshold } from '../e2e/nodule.js';
import { startNoduleDemo } from '../nodule/nodule-demo.js';
import { createSteps } from '../steps.js';
import type { Camera } from './camera.js';
import type { Page } from 'playwright-core';

export async function takeNodulePictures({ take, folder }: Camera): Promise<void> {
  const demo = await startNoduleDemo({
    port: NODULE_DETECTOR.port + 60,
    fresh: false,
    steps: createSteps(process.stdout),
    folder,
    env: { DIMSE_PORT: '0' },
  });
  const found = async (page: Page) => {
    await enter(page, demo.url);
    await searched(rows(page).first());
    await openStudy(page, rows(page).first());
    if ((await findingRows(page).count()) === 0) await setThreshold(page, 0);
    await jumps(page).first().click();
  };
  try {
    await take('nodules.png', DESKTOP, found);
    await take('nodules-phone.png', PHONE, async (page) => {
      await found(page);
      await page.evaluate(() => scrollTo(0, 0));
    });
  } finally {
    await demo.stop();
  }
}
