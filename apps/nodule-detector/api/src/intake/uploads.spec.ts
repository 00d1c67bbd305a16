import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StudyDetailDto, StudyPageDto } from '@casebook/nodule-detector-contract';
import { chestFiles } from '../testing/ball-in-lungs.js';
import { startTestService, type TestService } from '../testing/start-test-service.js';
import { upload } from './testing/upload.js';

let service: TestService;
beforeAll(async () => void (service = await startTestService()));
afterAll(() => service?.close());

describe('an upload', () => {
  it('of a study is stored, searched and listed', async () => {
    const files = chestFiles('anna', { patientName: 'CANARY^ANNA', patientId: 'CANARY-1' });
    const sent = await upload(
      service.url,
      files.map((bytes, n) => ({ name: `${n}.dcm`, bytes })),
    );
    expect(sent.status).toBe(202);
    expect(new Set(sent.body.files.map(({ status }) => status))).toEqual(new Set(['stored']));
    expect(sent.body.studies).toHaveLength(1);
    const [study] = sent.body.studies;
    const { body: page } = await service.request<StudyPageDto>('/v1/studies');
    expect(page.studies[0]).toMatchObject({
      studyUid: study!.studyUid,
      source: 'upload',
      modality: 'CT',
      series: 1,
      instances: files.length,
    });
    const job = await service.ended(page.studies[0]!.job!.id);
    expect(job).toMatchObject({ status: 'done', seriesUid: study!.seriesUids[0] });
    const { body: detail } = await service.request<StudyDetailDto>(`/v1/studies/${study!.studyUid}`);
    expect(detail.findings.length).toBeGreaterThan(0);
    expect(detail.series[0]!.volume!.shape[2]).toBe(files.length);
    expect(service.logs.join()).not.toMatch(/CANARY/);
  });
});
