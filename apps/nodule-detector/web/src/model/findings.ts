/** The list of findings: what is shown of it, and stepping through it. */
import type { Finding } from '@casebook/nodule-detector-contract';

/** Findings of a series at or above a threshold, the most probable first. What a person has judged is shown whatever its probability. */
export const shownFindings = (findings: readonly Finding[], seriesUid: string | undefined, threshold: number): Finding[] =>
  findings
    .filter((finding) => finding.seriesUid === seriesUid && (finding.probability >= threshold || finding.review !== undefined))
    .sort((a, b) => b.probability - a.probability || a.id.localeCompare(b.id));

/** The next or previous one, around the ends; from nowhere the first or the last. */
export function stepTo(findings: readonly Finding[], selected: string | undefined, by: 1 | -1): Finding | undefined {
  const at = findings.findIndex(({ id }) => id === selected);
  if (at < 0) return findings.at(by > 0 ? 0 : -1);
  return findings[(at + by + findings.length) % findings.length];
}

/** A list in which one finding is another version of itself. */
export const replaced = (findings: readonly Finding[], finding: Finding): Finding[] =>
  findings.map((one) => (one.id === finding.id ? finding : one));

/** Findings with those of one series replaced by what a search has found. Verdicts that are known already stay. */
export function merged(findings: readonly Finding[], seriesUid: string, found: readonly Finding[]): Finding[] {
  const known = new Map(findings.map((finding) => [finding.id, finding]));
  const withReview = (finding: Finding): Finding => {
    const review = finding.review ?? known.get(finding.id)?.review;
    return review ? { ...finding, review } : finding;
  };
  return [...findings.filter((finding) => finding.seriesUid !== seriesUid), ...found.map(withReview)];
}
