/** The worklist's rows, and how live messages change them. */
import type { Finding, JobSummary, LiveFindingsDto, StudySummary } from '@casebook/nodule-detector-contract';

/** Whether a search may still change. */
export const isOpen = ({ status }: Pick<JobSummary, 'status'>): boolean => status === 'queued' || status === 'running';

/** Of two messages about one job, the later: messages may overtake answers. */
export function laterJob(was: JobSummary | undefined, next: JobSummary): JobSummary {
  if (!was || was.id !== next.id) return was && was.createdAt > next.createdAt ? was : next;
  return !isOpen(was) && isOpen(next) ? was : next;
}

/** The rows with a search's state in them. */
export const withJob = (studies: readonly StudySummary[], job: JobSummary): StudySummary[] =>
  studies.map((study) => (study.studyUid === job.studyUid ? { ...study, job: laterJob(study.job, job) } : study));

/** The rows with what a search has found so far. */
export const withFindings = (studies: readonly StudySummary[], { studyUid, findings }: LiveFindingsDto): StudySummary[] =>
  studies.map((study) => (study.studyUid === studyUid ? { ...study, ...countsOf(findings, study.job?.threshold) } : study));

/** Counted as the service counts: what is probable enough for the model's makers, without what a person has rejected. */
function countsOf(findings: readonly Finding[], threshold = 0): Pick<StudySummary, 'findings' | 'highest'> {
  const counted = findings.filter(({ probability, review }) => probability >= threshold && review?.verdict !== 'rejected');
  const highest = Math.max(...counted.map(({ probability }) => probability));
  return { findings: counted.length, ...(counted.length ? { highest } : {}) };
}

/** The rows without one study. */
export const withoutStudy = (studies: readonly StudySummary[], studyUid: string): StudySummary[] =>
  studies.filter((study) => study.studyUid !== studyUid);

/** What a study is called. Its description is removed with all else that may identify, unless configured otherwise: then the end of its identifier, which is what differs. */
export const titleOf = ({ description, modality, studyUid }: Pick<StudySummary, 'description' | 'modality' | 'studyUid'>): string =>
  description?.trim() || `${modality.replaceAll('\\', ', ')} …${studyUid.slice(-8)}`;
