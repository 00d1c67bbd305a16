/** The study that is open: its series, its search, its findings. */
import type { Finding, NewReviewDto, SeriesSummary, StudyDetailDto } from '@casebook/nodule-detector-contract';
import { announce, ProblemError } from '@casebook/ui';
import { computed, effect, signal } from '@preact/signals';
import { merged, replaced } from '../model/findings.js';
import { isOpen, laterJob } from '../model/studies.js';
import { words } from '../words.js';
import { onLive } from './live.store.js';
import { route } from './route.store.js';
import { service } from './service.js';

/** Undefined until it is known; a problem where it cannot be. */
export const detail = signal<StudyDetailDto | ProblemError | undefined>();
/** The series that a person chose. */
export const chosenSeries = signal<string | undefined>();

const openUid = computed(() => route.value.study);
export const opened = computed(() => (detail.value instanceof ProblemError ? undefined : detail.value));
/** The series that is shown: the chosen one, else the one that was searched, else the first that can be. */
export const series = computed((): SeriesSummary | undefined => {
  const all = opened.value?.series ?? [];
  const searched = opened.value?.study.job?.seriesUid;
  return (
    all.find(({ seriesUid }) => seriesUid === chosenSeries.value) ??
    all.find(({ seriesUid }) => seriesUid === searched) ??
    all.find(({ volume }) => volume) ??
    all.find(({ refused }) => !refused) ??
    all[0]
  );
});
export const findings = computed((): readonly Finding[] => opened.value?.findings ?? []);
export const job = computed(() => opened.value?.study.job);

async function read(studyUid: string, signal?: AbortSignal): Promise<void> {
  try {
    const { data } = await service.study(studyUid, signal);
    if (openUid.peek() !== studyUid) return;
    const was = opened.peek()?.study.job;
    detail.value = was && data.study.job ? { ...data, study: { ...data.study, job: laterJob(was, data.study.job) } } : data;
  } catch (error) {
    if (signal?.aborted) return;
    if (!(error instanceof ProblemError)) throw error;
    if (!opened.peek() || !error.mayPass) detail.value = error;
  }
}

/** Reads the open study again. */
export const reread = () => (openUid.peek() ? read(openUid.peek()!) : undefined);

effect(() => {
  const uid = openUid.value;
  detail.value = undefined;
  chosenSeries.value = undefined;
  if (!uid) return undefined;
  const leaving = new AbortController();
  void read(uid, leaving.signal);
  return () => leaving.abort();
});

let timer: ReturnType<typeof setTimeout> | undefined;
const rereadSoon = () => {
  timer ??= setTimeout(() => {
    timer = undefined;
    void reread();
  }, 250);
};

onLive({
  study: ({ studyUid }) => studyUid === openUid.peek() && rereadSoon(),
  job: (next) => {
    const was = opened.peek();
    if (!was || next.studyUid !== was.study.studyUid) return;
    const known = was.study.job;
    const later = laterJob(known, next);
    detail.value = { ...was, study: { ...was.study, job: later } };
    const ended = later === next && !isOpen(next) && (known?.id !== next.id || isOpen(known));
    if (ended) void reread()?.then(() => tell(next.status));
  },
  findings: ({ studyUid, seriesUid, findings: found }) => {
    const was = opened.peek();
    if (was && studyUid === was.study.studyUid) detail.value = { ...was, findings: merged(was.findings, seriesUid, found) };
  },
  back: () => void reread(),
});

function tell(status: string): void {
  if (status === 'done') {
    const least = job.peek()?.threshold ?? 0;
    announce(words.job.ended.done(findings.peek().filter(({ probability }) => probability >= least).length));
  }
  if (status === 'failed' || status === 'cancelled') announce(words.job.ended[status]);
}

/** @throws {ProblemError} where the service does not take it */
export async function searchAgain(seriesUid: string): Promise<void> {
  const uid = openUid.peek();
  if (!uid) return;
  const { data } = await service.search(uid, seriesUid);
  const was = opened.peek();
  if (was && was.study.studyUid === uid) detail.value = { ...was, study: { ...was.study, job: laterJob(was.study.job, data) } };
}

/** @throws {ProblemError} where the service does not take it */
export async function cancelSearch(jobId: string): Promise<void> {
  await service.cancel(jobId);
  await reread();
}

/** @throws {ProblemError} where the service does not take it */
export async function review(finding: Finding, verdict: NewReviewDto): Promise<void> {
  await service.review(finding.id, verdict);
  const was = opened.peek();
  const judged: Finding = { ...finding, review: { ...verdict, at: new Date().toISOString() } };
  if (was) detail.value = { ...was, findings: replaced(was.findings, judged) };
  announce(words.findings.saved(words.findings[verdict.verdict]));
}
