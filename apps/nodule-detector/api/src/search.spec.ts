/** A study, from its files to findings. */
import type { FindingsDto } from '@casebook/nodule-detector-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BALL, chestFiles } from './testing/ball-in-lungs.js';
import { startTestService, type TestService } from './testing/start-test-service.js';
import { TINY_DIAMETER } from './testing/tiny-detector.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.close());

describe('a study', () => {
  it('is searched, and the ball in its lungs is found where it lies', async () => {
    const { studyUid, seriesUid, jobId } = await service.store(chestFiles('ball'));
    const job = await service.ended(jobId);
    expect(job).toMatchObject({ status: 'done', progress: 1, attempts: 1, modelVersion: '0.0.1', threshold: 0.5 });
    expect(Object.keys(job.stagesMs).sort()).toEqual(['detect', 'lungs', 'read', 'report', 'resample']);
    const { body } = await service.request<FindingsDto>(`/v1/studies/${studyUid}/findings?threshold=0.5`);
    expect(body.findings).toHaveLength(1);
    const finding = body.findings[0]!;
    expect(finding).toMatchObject({ studyUid, seriesUid, modelVersion: '0.0.1' });
    for (const axis of [0, 1, 2] as const) expect(Math.abs(finding.center[axis] - BALL.center[axis])).toBeLessThan(4); // a cell of the heat map
    expect(finding.diameterMm).toBeCloseTo(TINY_DIAMETER, 3);
  });
});
