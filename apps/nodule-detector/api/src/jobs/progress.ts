/** How far a search is, and how long it still takes. */
import { JOB_STAGES, type JobStage } from '@casebook/nodule-detector-contract';

/** Share of the time that each stage takes, on two cores and a scan of 133 slices: nearly all of it is the network's. */
const SHARES: Record<JobStage, number> = { read: 0.06, resample: 0.04, lungs: 0.04, detect: 0.84, report: 0.02 };

/** With less behind it than this, an estimate says nothing. */
const ENOUGH = 0.05;

/**
 * @param share of the stage that is done, 0 … 1
 * @param seconds since the search began
 * @returns `progress` of the whole; `secondsLeft` where it goes on as it did, null where it is too early to say
 */
export function progressOf(stage: JobStage, share: number, seconds: number): { progress: number; secondsLeft: number | null } {
  const before = JOB_STAGES.slice(0, JOB_STAGES.indexOf(stage)).reduce((sum, earlier) => sum + SHARES[earlier], 0);
  const progress = Math.min(1, before + SHARES[stage] * Math.min(Math.max(share, 0), 1));
  return { progress, secondsLeft: progress < ENOUGH ? null : (seconds * (1 - progress)) / progress };
}
