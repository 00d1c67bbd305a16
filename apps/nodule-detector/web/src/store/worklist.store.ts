/** The worklist: the service's studies, as they change. */
import type { StudySummary } from '@casebook/nodule-detector-contract';
import { ProblemError } from '@casebook/ui';
import { batch, effect, signal } from '@preact/signals';
import { withFindings, withJob, withoutStudy } from '../model/studies.js';
import { onLive } from './live.store.js';
import { route } from './route.store.js';
import { service } from './service.js';

const PAGE = 50;
/** A study arrives file by file, each with its message; typing is letter by letter. */
const SETTLE_MS = 250;

/** Undefined until they are known. */
export const studies = signal<readonly StudySummary[] | undefined>();
export const total = signal(0);
/** Why they cannot be fetched. */
export const problem = signal<ProblemError | undefined>();

let asked = new AbortController();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Fetches as many as are shown. */
export async function fetchStudies(limit = Math.max(studies.peek()?.length ?? 0, PAGE)): Promise<void> {
  asked.abort();
  asked = new AbortController();
  const { signal } = asked;
  try {
    const q = route.peek().search ?? '';
    const pages: StudySummary[] = [];
    let all = Infinity;
    while (pages.length < Math.min(limit, all)) {
      const { data } = await service.studies({ q, limit: PAGE, offset: pages.length }, signal);
      pages.push(...data.studies);
      all = data.studies.length ? data.total : pages.length;
    }
    batch(() => {
      studies.value = pages;
      total.value = Math.max(all, pages.length);
      problem.value = undefined;
    });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof ProblemError)) throw error;
    problem.value = error;
  }
}

export const showMore = () => fetchStudies((studies.peek()?.length ?? 0) + PAGE);

/** Fetches once things have settled. */
function fetchSoon(): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    void fetchStudies();
  }, SETTLE_MS);
}

/** Takes a study off the list. */
export function drop(studyUid: string): void {
  const was = studies.peek();
  if (!was?.some((study) => study.studyUid === studyUid)) return;
  studies.value = withoutStudy(was, studyUid);
  total.value -= 1;
}

onLive({
  study: ({ studyUid, removed }) => (removed ? drop(studyUid) : fetchSoon()),
  job: (job) => {
    if (studies.peek()) studies.value = withJob(studies.peek()!, job);
  },
  findings: (found) => {
    if (found.final) fetchSoon();
    else if (studies.peek()) studies.value = withFindings(studies.peek()!, found);
  },
  back: () => void fetchStudies(),
});

let searched: string | undefined;
effect(() => {
  const { search } = route.value;
  if (studies.peek() === undefined) void fetchStudies();
  else if (search !== searched) fetchSoon();
  searched = search;
});
