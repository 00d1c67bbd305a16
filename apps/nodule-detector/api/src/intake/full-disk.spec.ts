/** A disk of 1 MiB that fills up: told, nothing half-stored, and room again after a study is deleted. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudyPageDto } from '@casebook/nodule-detector-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chestFiles } from '../testing/ball-in-lungs.js';
import { startTestService, type TestService } from '../testing/start-test-service.js';
import { named, smallCt, upload } from './testing/upload.js';

const folder = mkdtempSync(join(tmpdir(), 'casebook-full-'));
const mounted = (() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('No full disk: this account may not mount one.');
    return false;
  }
})();
afterAll(() => {
  if (mounted) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(!mounted)('a full disk', () => {
  let service: TestService;
  beforeAll(async () => void (service = await startTestService({ env: { SEARCH_WORKERS: '0', STORE_DIR: join(folder, 'studies') } })));
  afterAll(() => service?.close());

  it('takes what fits, tells of the rest, and goes on when there is room', async () => {
    const files = chestFiles('large', { spacing: [1, 1, 4] }); // 100 KB a slice
    const sent = await upload(service.url, named(files));
    const ended = sent.body.files.map(({ status, code }) => code ?? status);
    expect(sent.status).toBe(202);
    expect(new Set(ended)).toEqual(new Set(['stored', 'STORE_FULL']));
    const rows = await service.topology.database.query<{ sha256: string }>('SELECT sha256 FROM instances');
    expect(rows).toHaveLength(ended.filter((status) => status === 'stored').length);
    for (const { sha256 } of rows) expect(await service.topology.store.has(sha256)).toBe(true);

    const nothing = await upload(service.url, named(files.slice(-3)));
    expect(nothing).toMatchObject({ status: 507, body: { code: 'STORE_FULL' } });

    const [study] = (await service.request<StudyPageDto>('/v1/studies')).body.studies;
    expect((await service.request(`/v1/studies/${study!.studyUid}`, { method: 'DELETE' })).status).toBe(204);
    expect((await upload(service.url, named(smallCt('small', 3)))).body.files.map(({ status }) => status)).toEqual(Array(3).fill('stored'));
  });
});
