import { sha256Text } from '@casebook/data-pipelines';

/** Every tenth patient, whatever else is in the folder: nothing is learned from them, settings are chosen on their scans. */
export const isHeldOut = (patientKey: string): boolean => parseInt(sha256Text(patientKey).slice(0, 8), 16) % 10 === 0;
