/** The answer to STOW-RS (PS3.18, table 10.5.3-1): what was stored, and what was not and why. */
import type { DicomJson } from '../database/study.entity.js';
import type { FileOutcome } from '../intake/batch.js';

/** Failure Reason (0008,1197), PS3.18 table I.2-2. */
const REASONS: Record<string, number> = {
  NOT_CT: 0x0122,
  DICOMDIR: 0x0122,
  DICOM_UNSUPPORTED: 0xc122,
  INSTANCE_DIFFERS: 0x0111,
  SERIES_ELSEWHERE: 0xa900,
  STUDY_MISMATCH: 0xa900,
  STORE_FULL: 0xa700,
  STORE_UNAVAILABLE: 0xa700,
  DATABASE_UNREACHABLE: 0xa700,
  DICOM_TOO_LARGE: 0xa700,
  FILE_TOO_LARGE: 0xa700,
};
const CANNOT_UNDERSTAND = 0xc000;

export const failureReason = (code: string | undefined): number => REASONS[code ?? ''] ?? CANNOT_UNDERSTAND;

/**
 * Instances are named as the sender knows them; the addresses lead to what is stored, whose identifiers are others where it was de-identified.
 *
 * @param base address of DICOMweb
 */
export function stowResponse(outcomes: readonly FileOutcome[], base: string): { status: 200 | 202 | 409; body: DicomJson } {
  const stored = outcomes.filter((outcome) => outcome.stored);
  const failed = outcomes.filter((outcome) => !outcome.stored);
  const studies = [...new Set(stored.map((outcome) => outcome.stored!.studyUid))];
  const sequence = (tag: string, items: DicomJson[]) => (items.length > 0 ? { [tag]: { vr: 'SQ', Value: items } } : {});
  const body: DicomJson = {
    ...(studies.length === 1 ? { '00081190': { vr: 'UR', Value: [`${base}/studies/${studies[0]}`] } } : {}),
    ...sequence('00081198', failed.filter(({ sent }) => sent).map((outcome) => ({ ...reference(outcome), ...reason(outcome) }))), // prettier-ignore
    ...sequence('00081199', stored.map((outcome) => ({ ...reference(outcome), '00081190': { vr: 'UR', Value: [addressOf(outcome, base)] } }))), // prettier-ignore
    ...sequence('0008119A', failed.filter(({ sent }) => !sent).map(reason)), // prettier-ignore
  };
  return { status: failed.length === 0 ? 200 : stored.length === 0 ? 409 : 202, body };
}

const reference = ({ sent }: FileOutcome): DicomJson => ({
  '00081150': { vr: 'UI', Value: [sent!.sopClassUid] },
  '00081155': { vr: 'UI', Value: [sent!.sopInstanceUid] },
});

const reason = ({ code }: FileOutcome): DicomJson => ({ '00081197': { vr: 'US', Value: [failureReason(code)] } });

const addressOf = ({ stored }: FileOutcome, base: string) =>
  `${base}/studies/${stored!.studyUid}/series/${stored!.seriesUid}/instances/${stored!.sopInstanceUid}`;
