/** One search through the service: a study is sent, and what happens is told by its live stream. */
import { JOB_STAGES, type LiveFindingsDto, type JobSummary, type UploadedDto } from '@casebook/nodule-detector-contract';
import { EventSource } from 'undici';
import type { ServiceProcess } from '../service-process.js';
import type { StudyFile } from './study-folder.js';

const SAMPLE_EVERY_MS = 50;
const LONGEST_MS = 10 * 60_000;

/** Milliseconds from the beginning of the upload unless told. */
export interface SearchTimes {
  /** Received, checked, de-identified and stored. */
  intake: number;
  /** Of the job: how long each took. */
  stages: Record<(typeof JOB_STAGES)[number], number>;
  /** A page that watches would show a mark; absent where none was found. */
  firstFinding?: number;
  /** The report can be fetched. */
  whole: number;
  /** Of the service's processes, MiB. */
  peakMemory: number;
  findings: number;
}

/** Sends the study, waits for its report, and removes it again. @throws {Error} where a file is refused or the search fails */
export async function searchOnce(service: ServiceProcess, files: readonly StudyFile[]): Promise<SearchTimes> {
  let peakMemory = service.memory();
  const sampler = setInterval(() => (peakMemory = Math.max(peakMemory, service.memory())), SAMPLE_EVERY_MS);
  const live = new EventSource(`${service.origin}/v1/live`);
  try {
    await new Promise((resolve, reject) => {
      live.onopen = resolve;
      live.onerror = reject;
    });
    const started = performance.now();
    let firstFinding: number | undefined;
    live.addEventListener('findings', (event) => {
      if (dataOf<LiveFindingsDto>(event).findings.length > 0) firstFinding ??= performance.now() - started;
    });
    const ended = new Promise<JobSummary>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`No end of the search within ${LONGEST_MS / 60_000} minutes.`)), LONGEST_MS);
      live.addEventListener('job', (event) => {
        const job = dataOf<JobSummary>(event);
        if (job.status === 'queued' || job.status === 'running') return;
        clearTimeout(timer);
        resolve(job);
      });
    });
    ended.catch(() => undefined); // it is awaited below; an upload that fails comes first
    const studyUid = await upload(service.origin, files);
    const intake = performance.now() - started;
    const job = await ended;
    const whole = performance.now() - started;
    if (job.status !== 'done') throw new Error(`The search ${job.status}: ${job.error?.detail ?? 'no reason given'}`);
    const findings = await countFindings(service.origin, studyUid, job.threshold ?? 0);
    await remove(service.origin, studyUid);
    const stages = Object.fromEntries(JOB_STAGES.map((stage) => [stage, job.stagesMs[stage] ?? 0])) as SearchTimes['stages'];
    return { intake, stages, whole, peakMemory, findings, ...(firstFinding !== undefined && { firstFinding }) };
  } finally {
    live.close();
    clearInterval(sampler);
  }
}

const dataOf = <T>(event: Event) => JSON.parse((event as MessageEvent).data as string) as T;

async function upload(origin: string, files: readonly StudyFile[]): Promise<string> {
  const form = new FormData();
  for (const { name, bytes } of files) form.append('files', new Blob([bytes]), name);
  const answer = await fetch(`${origin}/v1/uploads`, { method: 'POST', body: form });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The upload was answered by ${answer.status}: ${text.slice(0, 300)}`);
  const { files: outcomes, studies } = JSON.parse(text) as UploadedDto;
  const refused = outcomes.find(({ status }) => status === 'refused');
  if (refused) throw new Error(`${refused.name} was refused: ${refused.detail}`);
  return studies[0]!.studyUid;
}

async function countFindings(origin: string, studyUid: string, threshold: number): Promise<number> {
  const answer = await fetch(`${origin}/v1/studies/${studyUid}/findings?threshold=${threshold}`);
  return ((await answer.json()) as { findings: unknown[] }).findings.length;
}

async function remove(origin: string, studyUid: string): Promise<void> {
  const answer = await fetch(`${origin}/v1/studies/${studyUid}`, { method: 'DELETE' });
  if (!answer.ok) throw new Error(`The study could not be removed: ${answer.status}`);
}
