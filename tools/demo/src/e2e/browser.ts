/** A Chromium for the end-to-end specs and the screenshots. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is installed: `CHROMIUM`, or one of the usual places. */
export const chromiumPath = (): string | undefined => [process.env.CHROMIUM ?? '', ...PLACES].find((path) => path && existsSync(path));

/** @param path as `chromiumPath` found it */
export function openBrowser(path: string): Promise<Browser> {
  // Chromium's sandbox refuses to run as root, which is who runs in most containers.
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: path, args: asRoot ? ['--no-sandbox'] : [] });
}

export const PHONE = { viewport: { width: 375, height: 780 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 } as const;
export const DESKTOP = { viewport: { width: 1280, height: 860 } } as const;
