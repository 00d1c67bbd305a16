/** How far a search is, and how long it still takes. */
import { JOB_STAGES, type JobStage } from '@casebook/nodule-detector-contract';

/** Share of the time of a search that each stage takes. */
export type Shares = Record<JobStage, number>;

/** Until a search has been timed here: a CT of 133 slices on two cores. */
export const USUAL_SHARES: Shares = { read: 0.06, resample: 0.16, lungs: 0.26, detect: 0.5, report: 0.02 };

/** With less behind it than this, an estimate says nothing. */
const ENOUGH = 0.05;

/** What a finished search says of the next one; undefined where a stage of it was not timed. */
export function sharesOf(stagesMs: Partial<Record<JobStage, number>>): Shares | undefined {
  const times = JOB_STAGES.map((stage) => stagesMs[stage] ?? NaN);
  const sum = times.reduce((total, ms) => total + ms, 0);
  if (!(sum > 0)) return undefined;
  return Object.fromEntries(JOB_STAGES.map((stage, n) => [stage, times[n]! / sum])) as Shares;
}

/**
 * @param share of the stage that is done, 0 … 1
 * @param seconds since the search began
 * @returns `progress` of the whole; `secondsLeft` where it goes on as it did, null where it is too early to say
 */
export function progressOf(
  stage: JobStage,
  share: number,
  seconds: number,
  shares: Shares = USUAL_SHARES,
): { progress: number; secondsLeft: number | null } {
  const before = JOB_STAGES.slice(0, JOB_STAGES.indexOf(stage)).reduce((sum, earlier) => sum + shares[earlier], 0);
  const progress = Math.min(1, before + shares[stage] * Math.min(Math.max(share, 0), 1));
  return { progress, secondsLeft: progress < ENOUGH ? null : (seconds * (1 - progress)) / progress };
}
