/** Series that cannot be searched: each says why, and the next one is searched all the same. */
import type { JobSummary } from '@casebook/nodule-detector-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chestFiles } from './testing/ball-in-lungs.js';
import { startTestService, type TestService } from './testing/start-test-service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.close());

const searched = async (files: readonly Uint8Array[]): Promise<JobSummary> => service.ended((await service.store(files)).jobId);

describe('a series', () => {
  it.each([
    ['of one slice', 'SERIES_TOO_SHORT', () => chestFiles('one slice', { slices: 1 })],
    ['that is an MR', 'SERIES_NOT_CT', () => chestFiles('mr', { slices: 8, extra: () => ({ Modality: 'MR' }) })],
    [
      'of scouts',
      'SERIES_NOT_CT',
      () => chestFiles('scout', { slices: 3, extra: () => ({ ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }) }),
    ],
    ['of a head', 'NO_LUNGS', () => chestFiles('head', { slices: 6, spacing: [2, 2, 4] })], // the lungs' lowest end: too little air for a chest
    ['with a gap', 'SERIES_GAP', () => chestFiles('gap').filter((_, n) => n < 10 || n > 20)],
  ])('%s is refused as %s, once and for all', async (_, code, files) => {
    const job = await searched(files());
    expect(job).toMatchObject({ status: 'failed', attempts: 1, error: { code } });
    const [{ refused }] = (await service.topology.database.query('SELECT refused FROM series WHERE series_uid = $1', [job.seriesUid])) as [
      { refused: unknown },
    ];
    expect(refused).toEqual(job.error);
  });

  it('with one slice missing is searched, and says so', async () => {
    const job = await searched(chestFiles('missing').filter((_, n) => n !== 12));
    expect(job.status).toBe('done');
    const [{ notes }] = (await service.topology.database.query('SELECT notes FROM series WHERE series_uid = $1', [job.seriesUid])) as [
      { notes: string[] },
    ];
    expect(notes).toEqual([expect.stringContaining('1 slice is missing')]);
  });
});
