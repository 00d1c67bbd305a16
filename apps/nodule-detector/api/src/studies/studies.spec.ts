import { createHash } from 'node:crypto';
import type { SeriesVolumeDto, StudyDetailDto, StudyPageDto } from '@casebook/nodule-detector-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { named, smallCt, upload } from '../intake/testing/upload.js';
import { startTestService, type TestService } from '../testing/start-test-service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ env: { SEARCH_WORKERS: '0', DEIDENTIFY: 'false' } });
  for (const [name, description] of [
    ['first', 'CT Thorax 100%'],
    ['second', 'Head'],
    ['third', 'thorax follow_up'],
  ] as const) {
    await upload(service.url, named(smallCt(name, 6, { StudyDescription: description })));
  }
});
afterAll(() => service?.close());

const list = async (query = '') => (await service.request<StudyPageDto>(`/v1/studies${query}`)).body;
const descriptions = async (query: string) => (await list(query)).studies.map(({ description }) => description);

describe('the worklist', () => {
  it('has the latest first, and pages', async () => {
    expect(await descriptions('')).toEqual(['thorax follow_up', 'Head', 'CT Thorax 100%']);
    expect(await list('?limit=1&offset=1')).toMatchObject({ total: 3, studies: [{ description: 'Head', findings: 0 }] });
    expect(await list('?offset=10')).toEqual({ total: 3, studies: [] });
  });

  it('is searched by words of the description and by identifier, and wild cards are plain characters', async () => {
    expect(await descriptions('?q=THORAX')).toEqual(['thorax follow_up', 'CT Thorax 100%']);
    expect(await descriptions('?q=0%25')).toEqual(['CT Thorax 100%']);
    expect(await descriptions('?q=w_u')).toEqual(['thorax follow_up']);
    const { studyUid } = (await list()).studies[0]!;
    expect((await list(`?q=${studyUid.slice(-12)}`)).studies.map((study) => study.studyUid)).toEqual([studyUid]);
    expect(await descriptions(`?q=${encodeURIComponent(`' OR 1=1 --`)}`)).toEqual([]);
  });

  it.each(['?limit=0', '?limit=201', '?offset=-1', '?q=%00', '?page=2', '?limit=1&limit=2'])('refuses %s', async (query) => {
    expect(await service.request(`/v1/studies${query}`)).toMatchObject({ status: 400, body: { code: 'QUERY_INVALID' } });
  });

  it('knows no study that is not there', async () => {
    expect(await service.request('/v1/studies/1.2.3')).toMatchObject({ status: 404, body: { code: 'STUDY_UNKNOWN' } });
    expect(await service.request('/v1/studies/..%2f..')).toMatchObject({ status: 400, body: { code: 'UID_INVALID' } });
    expect(await service.request('/v1/studies/1.2.3', { method: 'DELETE' })).toMatchObject({ status: 404 });
  });
});

describe('a series as a volume', () => {
  const seriesOf = async (q: string) => {
    const { studyUid } = (await list(`?q=${q}`)).studies[0]!;
    return (await service.request<StudyDetailDto>(`/v1/studies/${studyUid}`)).body.series[0]!.seriesUid;
  };

  it('has its place in the patient', async () => {
    const uid = await seriesOf('Head');
    const { body } = await service.request<SeriesVolumeDto>(`/v1/series/${uid}/volume`);
    expect(body).toEqual({
      seriesUid: uid,
      volume: { shape: [12, 10, 6], spacing: [0.7, 0.7, 2.5], origin: [-10, -20, -300], direction: [1, 0, 0, 0, 1, 0, 0, 0, 1] },
      notes: [],
    });
  });

  it('comes slice by slice, int16 little endian', async () => {
    const uid = await seriesOf('Head');
    const all = await service.request(`/v1/series/${uid}/slices?count=64`);
    expect(all.headers.get('content-type')).toBe('application/octet-stream');
    expect(all.headers.get('x-slices')).toBe('0-5/6');
    const voxels = new Int16Array(all.bytes.slice().buffer);
    expect(voxels).toHaveLength(12 * 10 * 6);
    expect(voxels[120 * 4 + 12 * 3 + 2]).toBe(100 * 4 + 10 * 3 + 2 - 500);
    const some = await service.request(`/v1/series/${uid}/slices?from=2&count=3`);
    expect(some.bytes).toEqual(all.bytes.slice(2 * 240, 5 * 240));
    expect((await service.request(`/v1/series/${uid}/slices?from=5&count=3`)).bytes).toEqual(all.bytes.slice(5 * 240));
  });

  it('is put together once for all who ask at the same time', async () => {
    const uid = await seriesOf('CT');
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => service.request(`/v1/series/${uid}/slices?from=${n}&count=1`)));
    expect(new Set(answers.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))).size).toBe(6);
  });

  it.each([
    ['/v1/series/1.2.3/volume', 404, 'SERIES_UNKNOWN'],
    ['/v1/series/UID/slices?from=6', 404, 'SLICE_UNKNOWN'],
    ['/v1/series/UID/slices?count=65', 400, 'QUERY_INVALID'],
    ['/v1/series/UID/slices?from=x', 400, 'QUERY_INVALID'],
  ])('%s is refused', async (path, status, code) => {
    expect(await service.request(path.replace('UID', await seriesOf('Head')))).toMatchObject({ status, body: { code } });
  });

  it('is not there where there is no volume, and says why', async () => {
    const { body } = await upload(service.url, named(smallCt('short', 2)));
    const [uid] = body.studies[0]!.seriesUids;
    expect(await service.request(`/v1/series/${uid}/volume`)).toMatchObject({ status: 422, body: { code: 'SERIES_TOO_SHORT' } });
    const gap = smallCt('gap', 12);
    const sent = await upload(service.url, named([...gap.slice(0, 3), ...gap.slice(9)]));
    expect(await service.request(`/v1/series/${sent.body.studies[0]!.seriesUids[0]}/slices`)).toMatchObject({
      status: 422,
      body: { code: 'SERIES_GAP' },
    });
  });

  it('is damaged in the store: told, and mended by sending it again', async () => {
    const files = smallCt('lost', 4);
    const { body } = await upload(service.url, named(files));
    const [uid] = body.studies[0]!.seriesUids;
    const [{ sha256 }] = (await service.topology.database.query('SELECT sha256 FROM instances WHERE series_uid = $1', [uid])) as [
      { sha256: string },
    ];
    await service.topology.store.delete(sha256);
    expect(await service.request(`/v1/series/${uid}/volume`)).toMatchObject({ status: 404, body: { code: 'OBJECT_MISSING' } });
    await upload(service.url, named(files));
    expect((await service.request(`/v1/series/${uid}/volume`)).status).toBe(200);
  });
});

describe('a study that is deleted', () => {
  it('is gone with its bytes, and can come again', async () => {
    const files = smallCt('gone', 4);
    const { studyUid } = (await upload(service.url, named(files))).body.studies[0]!;
    const { database, store } = service.topology;
    const rows = await database.query<{ sha256: string }>('SELECT sha256 FROM instances WHERE study_uid = $1', [studyUid]);
    expect((await service.request(`/v1/studies/${studyUid}`, { method: 'DELETE' })).status).toBe(204);
    expect((await service.request(`/v1/studies/${studyUid}`)).status).toBe(404);
    expect(await Promise.all(rows.map(({ sha256 }) => store.has(sha256)))).toEqual([false, false, false, false]);
    expect(await database.query('SELECT 1 FROM jobs WHERE study_uid = $1', [studyUid])).toEqual([]);
    const again = await upload(service.url, named(files));
    expect(again.body.files.map(({ status }) => status)).toEqual(Array(4).fill('stored'));
  });

  it('while it comes in again is either whole or gone: no row without its bytes', async () => {
    const files = smallCt('contended', 6);
    const { studyUid } = (await upload(service.url, named(files))).body.studies[0]!;
    for (let round = 0; round < 5; round++) {
      await Promise.all([upload(service.url, named(files)), service.request(`/v1/studies/${studyUid}`, { method: 'DELETE' })]);
      const { database, store } = service.topology;
      const rows = await database.query<{ sha256: string }>('SELECT sha256 FROM instances WHERE study_uid = $1', [studyUid]);
      expect(await Promise.all(rows.map(({ sha256 }) => store.has(sha256)))).toEqual(rows.map(() => true));
    }
  });
});
