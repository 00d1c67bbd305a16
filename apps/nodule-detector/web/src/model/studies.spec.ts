import type { JobSummary, StudySummary } from '@casebook/nodule-detector-contract';
import { describe, expect, it } from 'vitest';
import { finding } from './finding.fixture.js';
import { laterJob, titleOf, withFindings, withJob, withoutStudy } from './studies.js';

const job = (rest: Partial<JobSummary> = {}): JobSummary => ({
  id: 'j1',
  studyUid: '1.2.3',
  seriesUid: '1.2.3.4',
  status: 'running',
  progress: 0.5,
  attempts: 1,
  stagesMs: {},
  createdAt: '2026-01-01T10:00:00Z',
  ...rest,
});
const study = (studyUid: string): StudySummary => ({
  studyUid,
  modality: 'CT',
  receivedAt: '2026-01-01T10:00:00Z',
  source: 'upload',
  series: 1,
  instances: 100,
  findings: 0,
});

describe('laterJob', () => {
  it('is the newer search', () => {
    const again = job({ id: 'j2', status: 'queued', createdAt: '2026-01-01T11:00:00Z' });
    expect(laterJob(job({ status: 'done' }), again)).toBe(again);
    expect(laterJob(again, job({ status: 'done' }))).toBe(again);
    expect(laterJob(undefined, again)).toBe(again);
  });
  it('does not go back from an end', () => {
    const done = job({ status: 'done', progress: 1 });
    expect(laterJob(done, job())).toBe(done);
    expect(laterJob(job(), done)).toBe(done);
  });
});

describe('rows', () => {
  const rows = [study('1.2.3'), study('4.5.6')];

  it('take up a search of theirs', () => {
    expect(withJob(rows, job()).map((row) => row.job?.id)).toEqual(['j1', undefined]);
  });
  it('count what was found, without what was rejected', () => {
    const rejected = finding('b', 0.9, { review: { verdict: 'rejected', at: '2026-01-01T10:00:00Z' } });
    const found = { jobId: 'j1', studyUid: '1.2.3', seriesUid: '1.2.3.4', final: false, findings: [finding('a', 0.7), rejected] };
    expect(withFindings(rows, found)[0]).toMatchObject({ findings: 1, highest: 0.7 });
    expect(withFindings(rows, { ...found, findings: [] })[0]).not.toHaveProperty('highest');
    expect(withFindings(rows, found)[1]).toBe(rows[1]);
  });
  it('count what is probable enough', () => {
    const found = { jobId: 'j1', studyUid: '1.2.3', seriesUid: '1.2.3.4', final: false, findings: [finding('a', 0.7), finding('b', 0.3)] };
    expect(withFindings(withJob(rows, job({ threshold: 0.5 })), found)[0]).toMatchObject({ findings: 1, highest: 0.7 });
  });
  it('lose a study', () => expect(withoutStudy(rows, '1.2.3')).toEqual([rows[1]]));
});

describe('titleOf', () => {
  it('is the description, or the end of the identifier', () => {
    expect(titleOf({ description: 'Chest', modality: 'CT', studyUid: '1.2' })).toBe('Chest');
    expect(titleOf({ description: ' ', modality: 'CT\\SR', studyUid: '1.2.840.12345678' })).toBe('CT, SR …12345678');
  });
});
