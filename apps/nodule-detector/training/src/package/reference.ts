/** The drift reference: how validation scans looked, and what was found in them. */
import { numericColumn, type Reference } from '@casebook/model-packages';
import { together } from '@casebook/nodule-detector-contract/detector';
import type { ChosenSettings, SearchedScan } from './choose-settings.js';

/** A row a scan for `candidates` and `lungs_ml`; a row a finding shown for the others. */
export function referenceOf(searched: readonly SearchedScan[], { settings }: Pick<ChosenSettings, 'settings'>): Reference {
  const shown = searched.flatMap(({ candidates, opinions }) =>
    candidates
      .map((candidate, n) => ({ ...candidate, probability: together(candidate.probability, opinions[n]!, settings.reducerWeight) }))
      .filter(({ probability }) => probability >= settings.threshold),
  );
  return {
    formatVersion: 1,
    rows: searched.length,
    columns: [
      numericColumn('lungs_ml', 'feature', searched.map(({ lungsMl }) => lungsMl)), // prettier-ignore
      numericColumn('candidates', 'prediction', searched.map(({ candidates }) => candidates.length)), // prettier-ignore
      numericColumn('probability', 'prediction', shown.map(({ probability }) => probability)), // prettier-ignore
      numericColumn('diameter_mm', 'prediction', shown.map(({ diameterMm }) => diameterMm)), // prettier-ignore
    ],
  };
}
