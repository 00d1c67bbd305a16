/** A study, from its files to findings, to the report and to what a person says of them. */
import { parseDataSet } from '@casebook/imaging';
import { TOPICS, type Finding, type FindingsDto, type JobSummary, type ProblemDto } from '@casebook/nodule-detector-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BALL, chestFiles } from './testing/ball-in-lungs.js';
import { listenLive, type LiveListener } from './testing/listen-live.js';
import { startTestService, type TestService } from './testing/start-test-service.js';
import type { StoredSeries } from './testing/store-files.js';
import { TINY_DIAMETER } from './testing/tiny-detector.js';

const SECOND = { center: [-36, 10, -100], diameterMm: 14 } as const;

let service: TestService;
let live: LiveListener;
let stored: StoredSeries;
let job: JobSummary;
beforeAll(async () => {
  service = await startTestService();
  live = await listenLive(service.url);
  stored = await service.store(chestFiles('two balls', { balls: [BALL, SECOND] }));
  job = await service.ended(stored.jobId);
});
afterAll(async () => {
  await live?.leave();
  await service?.close();
});

const findings = async () => (await service.request<FindingsDto>(`/v1/studies/${stored.studyUid}/findings?threshold=0.5`)).body.findings;
const near = ({ center }: Finding, [x, y, z]: readonly [number, number, number]) =>
  Math.hypot(center[0] - x, center[1] - y, center[2] - z) < 5;
const published = async (topic: string) => {
  const events: Record<string, unknown>[] = [];
  for await (const { value } of service.topology.bus.read(topic)) events.push(JSON.parse(String(value)));
  return events;
};

describe('a study', () => {
  it('is searched, and the balls in its lungs are found where they lie', async () => {
    expect(job).toMatchObject({ status: 'done', progress: 1, attempts: 1, modelVersion: '0.0.1', threshold: 0.5 });
    expect(Object.keys(job.stagesMs).sort()).toEqual(['detect', 'lungs', 'read', 'report', 'resample']);
    const found = await findings();
    expect(found).toHaveLength(2);
    expect(found.some((finding) => near(finding, BALL.center))).toBe(true);
    expect(found.some((finding) => near(finding, SECOND.center))).toBe(true);
    for (const finding of found) {
      expect(finding).toMatchObject({ studyUid: stored.studyUid, seriesUid: stored.seriesUid, modelVersion: '0.0.1' });
      expect(finding.diameterMm).toBeCloseTo(TINY_DIAMETER, 3);
      const { center, voxel } = finding; // of 2 × 2 × 4 mm, from (−88, −64, −180)
      expect(voxel.map((value, axis) => value * [2, 2, 4][axis]! + [-88, -64, -180][axis]!)).toEqual(
        center.map((mm) => expect.closeTo(mm, 6)),
      );
    }
  });

  it('is told live: running with its progress, done, and what was found', async () => {
    await expect
      .poll(() => live.messages().filter(({ event, data }) => event === 'findings' && data['final']).length, { timeout: 60_000 })
      .toBe(1);
    const states = live.messages().flatMap(({ event, data }) => (event === 'job' ? [data as unknown as JobSummary] : []));
    expect([...new Set(states.map(({ status }) => status))].filter((status) => status !== 'queued')).toEqual(['running', 'done']);
    const progress = states.map((state) => state.progress);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    const seen = live
      .messages()
      .flatMap(({ event, data }) => (event === 'findings' && !data['final'] ? [(data['findings'] as Finding[]).map(({ id }) => id)] : []));
    expect(seen.length).toBeGreaterThan(0); // before the end
    const ids = (await findings()).map(({ id }) => id);
    expect(seen.flat().filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('is published with what is shown', async () => {
    await service.topology.runtime.settled();
    const [event] = await published(TOPICS.findings);
    expect(event).toMatchObject({ jobId: job.id, studyUid: stored.studyUid, seriesUid: stored.seriesUid, modelVersion: '0.0.1' });
    expect(event!['findings']).toHaveLength(2);
  });

  it('has a report that names its nodules and its images', async () => {
    const { status, headers, bytes } = await service.request(`/v1/studies/${stored.studyUid}/report`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/dicom']);
    const data = parseDataSet(bytes);
    expect(data.string('x0020000d')).toBe(stored.studyUid);
    expect(
      Buffer.from(bytes)
        .toString('latin1')
        .match(/Measurement Group/g),
    ).toHaveLength(2);
  });

  it('sent again is not searched again', async () => {
    expect((await service.store(chestFiles('two balls', { balls: [BALL, SECOND] }))).jobId).toBe(job.id);
  });
});

describe('a person', () => {
  it('rejects a finding: an event, another report, and the next search knows', async () => {
    const finding = (await findings()).find((candidate) => near(candidate, SECOND.center))!;
    const review = await service.request<Finding>(`/v1/findings/${finding.id}/review`, { body: { verdict: 'rejected', note: 'a vessel' } });
    expect(review).toMatchObject({ status: 200, body: { id: finding.id, review: { verdict: 'rejected', note: 'a vessel' } } });
    await service.topology.runtime.settled();
    const [event] = await published(TOPICS.reviews);
    expect(event).toMatchObject({ verdict: 'rejected', finding: { id: finding.id, diameterMm: finding.diameterMm } });
    expect(JSON.stringify(event)).not.toContain('vessel'); // what people write stays here
    const report = await service.request(`/v1/studies/${stored.studyUid}/report`);
    expect(
      Buffer.from(report.bytes)
        .toString('latin1')
        .match(/Measurement Group/g),
    ).toHaveLength(1);

    const again = await service.request<JobSummary>(`/v1/studies/${stored.studyUid}/jobs`, { method: 'POST' });
    expect(again.status).toBe(202);
    expect(again.body.id).not.toBe(job.id);
    await service.ended(again.body.id);
    const next = await findings();
    expect(next).toHaveLength(2);
    expect(next.find((candidate) => near(candidate, SECOND.center))).toMatchObject({ review: { verdict: 'rejected' } });
    expect(next.find((candidate) => near(candidate, BALL.center))!.review).toBeUndefined();
    const counts = await service.topology.findings.countsOf([stored.studyUid]);
    expect(counts.get(stored.studyUid)!.count).toBe(1);
  });

  it.each([
    ['a verdict that is none', { verdict: 'perhaps' }, 400],
    ['nothing', {}, 400],
  ])('is told that %s is none', async (_, body, status) => {
    const [finding] = await findings();
    expect((await service.request<ProblemDto>(`/v1/findings/${finding!.id}/review`, { body })).status).toBe(status);
  });
});
