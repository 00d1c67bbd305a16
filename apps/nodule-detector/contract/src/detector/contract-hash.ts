/** One fingerprint of everything training and service must agree on; a package with another one does not load. */
import { createHash } from 'node:crypto';
import { DETECTOR_INPUT, DETECTOR_OUTPUTS, REDUCER_INPUT, REDUCER_OUTPUT } from './package-files.js';
import { PREPARATION } from './preparation.js';

export const detectorDefinition = () => ({
  preparation: PREPARATION,
  detector: { input: DETECTOR_INPUT, outputs: DETECTOR_OUTPUTS },
  reducer: { input: REDUCER_INPUT, output: REDUCER_OUTPUT },
});

/** @returns 64 hex digits, sha256 of the canonical definition */
export const contractHash = (): string => createHash('sha256').update(JSON.stringify(detectorDefinition())).digest('hex');

/** Name under which the manifest carries the hash. */
export const CONTRACT_NAME = 'nodule-detector-contract/detector';
