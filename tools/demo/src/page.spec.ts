import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageIsStale } from './page.js';

describe('pageIsStale', () => {
  let root: string;
  const write = async (path: string, secondsOld: number) => {
    const at = new Date(Date.now() - secondsOld * 1000);
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), '');
    await utimes(join(root, path), at, at);
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'page-'));
    await write('apps/recommender/web/src/views/header.tsx', 100);
    await write('apps/recommender/contract/src/index.ts', 100);
    await write('libs/ui/src/index.ts', 100);
  });
  afterEach(() => rm(root, { recursive: true }));

  it('is so where nothing was built', async () => expect(await pageIsStale('recommender', root)).toBe(true));

  it('is not so where the page is newer than every source', async () => {
    await write('apps/recommender/web/dist/index.html', 50);
    await write('apps/recommender/web/dist/assets/index.js', 0);
    expect(await pageIsStale('recommender', root)).toBe(false);
  });

  it('is so where a shared source is newer', async () => {
    await write('apps/recommender/web/dist/index.html', 50);
    await write('libs/ui/src/styles/tokens.css', 10);
    expect(await pageIsStale('recommender', root)).toBe(true);
  });
});
