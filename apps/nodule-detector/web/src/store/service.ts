/** The calls this page makes, with the contract's types. */
import type {
  Finding,
  JobSummary,
  ModelDto,
  NewReviewDto,
  SeriesVolumeDto,
  StudyDetailDto,
  StudyPageDto,
} from '@casebook/nodule-detector-contract';
import { createClient } from '@casebook/ui';

/** Reading a series for the first time takes the service a while. */
const client = createClient({ timeoutMs: 60_000 });
const at = encodeURIComponent;

export const service = {
  model: () => client.get<ModelDto>('/v1/model'),
  studies: (query: { q: string; limit: number; offset: number }, signal?: AbortSignal) =>
    client.get<StudyPageDto>('/v1/studies', signal ? { query, signal } : { query }),
  study: (uid: string, signal?: AbortSignal) => client.get<StudyDetailDto>(`/v1/studies/${at(uid)}`, signal ? { signal } : {}),
  removeStudy: (uid: string) => client.send<undefined>('DELETE', `/v1/studies/${at(uid)}`, undefined),
  volume: (seriesUid: string, signal: AbortSignal) => client.get<SeriesVolumeDto>(`/v1/series/${at(seriesUid)}/volume`, { signal }),
  slices: (seriesUid: string, query: { from: number; count: number }, signal: AbortSignal) =>
    client.bytes(`/v1/series/${at(seriesUid)}/slices`, { query, signal }),
  search: (uid: string, seriesUid: string) => client.send<JobSummary>('POST', `/v1/studies/${at(uid)}/jobs`, { seriesUid }),
  cancel: (jobId: string) => client.send<JobSummary | undefined>('DELETE', `/v1/jobs/${at(jobId)}`, undefined),
  review: (id: string, review: NewReviewDto) => client.send<Finding>('POST', `/v1/findings/${at(id)}/review`, review),
  reportOf: (uid: string) => `/v1/studies/${at(uid)}/report`,
  findingsOf: (uid: string) => `/v1/studies/${at(uid)}/findings`,
};
