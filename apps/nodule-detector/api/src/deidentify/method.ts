/** How a file says that it was de-identified, and how (PS3.15, E.1.1; the codes of CID 7050). */
import type { DeidentifyOptions } from './decide.js';
import type { ElementWriter } from './element-writer.js';

interface Code {
  value: string;
  meaning: string;
}

const PROFILE: Code = { value: '113100', meaning: 'Basic Application Confidentiality Profile' };
const DATES: Partial<Record<DeidentifyOptions['dates'], Code>> = {
  keep: { value: '113106', meaning: 'Retain Longitudinal Temporal Information Full Dates Option' },
  shift: { value: '113107', meaning: 'Retain Longitudinal Temporal Information Modified Dates Option' },
};
const CHARACTERISTICS: Code = { value: '113108', meaning: 'Retain Patient Characteristics Option' };

const TEMPORAL = { remove: 'REMOVED', shift: 'MODIFIED', keep: 'UNMODIFIED' } as const;

/** The elements, by tag. */
export function methodElements({ dates, characteristics }: DeidentifyOptions): Map<string, (writer: ElementWriter) => void> {
  const codes = [PROFILE, DATES[dates], characteristics === 'keep' ? CHARACTERISTICS : undefined].filter((code) => code !== undefined);
  return new Map([
    ['00120062', (writer) => writer.text('00120062', 'CS', 'YES')],
    ['00120063', (writer) => writer.text('00120063', 'LO', 'DICOM PS3.15 2026c basic profile, by Casebook')],
    ['00120064', (writer) => writer.sequence('00120064', codes.map((code) => codeItem(code, writer)))], // prettier-ignore
    ['00280303', (writer) => writer.text('00280303', 'CS', TEMPORAL[dates])],
  ]);
}

function codeItem({ value, meaning }: Code, like: ElementWriter): Buffer {
  const item = like.nested();
  item.text('00080100', 'SH', value);
  item.text('00080102', 'SH', 'DCM');
  item.text('00080104', 'LO', meaning);
  return item.bytes();
}
