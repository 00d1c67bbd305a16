import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assembleVolume, dictionaryEntry, groupSeries, parseDataSet, readDicomFile, writeCtSeries, type Volume } from '@casebook/imaging';
import dcmjsCodecs from 'dcmjs-codecs';
import { beforeAll, describe, expect, it } from 'vitest';
import { profileAction, profileTags } from './basic-profile.js';
import { ElementWriter } from './element-writer.js';
import { deidentify, fileHeader, Pseudonyms, transferSyntaxOf, type DeidentifyOptions } from './index.js';

const { NativeCodecs, Transcoder } = dcmjsCodecs;
const pseudonyms = new Pseudonyms(Buffer.alloc(32, 7));
const BASIC: DeidentifyOptions = { dates: 'remove', characteristics: 'remove' };
const clean = (bytes: Uint8Array, options = BASIC, key = pseudonyms) => deidentify(parseDataSet(bytes), key, options);
const textOf = (bytes: Uint8Array, tag: string) => parseDataSet(bytes).string(`x${tag.toLowerCase()}`);

const volume: Volume = {
  voxels: Int16Array.from({ length: 16 * 12 * 4 }, (_, n) => ((n * 37) % 3000) - 1000),
  size: [16, 12, 4],
  spacing: [0.7, 0.7, 2.5],
  origin: [-10, -20, -300],
  direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], // prettier-ignore
};
const PERSON = {
  PatientName: 'CANARY^ANNA',
  PatientID: 'CANARY-17',
  PatientBirthDate: '19770717',
  PatientSex: 'F',
  PatientAge: '049Y',
  StudyDate: '20250717',
};
const files = (extra: Record<string, unknown> = {}) =>
  [...writeCtSeries(volume, { name: 'CANARY study', extra: () => ({ ...PERSON, ...extra }) })].map(({ bytes }) => bytes);

beforeAll(() => NativeCodecs.initializeAsync());

describe('the voxels', () => {
  const transcoded = (bytes: Uint8Array, syntax: string) => {
    const transcoder = new Transcoder(new Uint8Array(bytes).buffer);
    transcoder.transcode(syntax);
    return new Uint8Array(transcoder.getDicomPart10());
  };
  it.each([
    ['explicit little endian', '1.2.840.10008.1.2.1'],
    ['implicit little endian', '1.2.840.10008.1.2'],
    ['big endian', '1.2.840.10008.1.2.2'],
    ['RLE', '1.2.840.10008.1.2.5'],
    ['JPEG lossless', '1.2.840.10008.1.2.4.70'],
    ['JPEG-LS', '1.2.840.10008.1.2.4.80'],
    ['JPEG 2000', '1.2.840.10008.1.2.4.90'],
  ])('of %s are the same after it', async (_, syntax) => {
    const cleaned = files().map((bytes) => clean(syntax === '1.2.840.10008.1.2.1' ? bytes : transcoded(bytes, syntax)));
    expect(transferSyntaxOf(parseDataSet(cleaned[0]!))).toBe(syntax);
    for (const bytes of cleaned) expect(bytes.includes('CANARY')).toBe(false);
    const { volume: read } = await assembleVolume(groupSeries(cleaned.map((bytes) => readDicomFile(bytes)))[0]!);
    expect(read).toEqual(volume);
  });
});

describe('nothing of a person', () => {
  /** A value of each representation that must not be found afterwards. */
  const CANARIES: Record<string, string> = {
    UI: '1.2.3.17.77',
    DA: '19770717',
    DT: '19770717111213',
    TM: '111317',
    AS: '049Y',
    DS: '77.1717',
    IS: '771717',
    CS: 'CANARY',
    AE: 'CANARY', // prettier-ignore
  };
  const canaryOf = (vr: string) => CANARIES[vr] ?? (/^(PN|LO|SH|LT|ST|UC|UT|UR)$/.test(vr) ? 'CANARY' : undefined);

  it('is left of any attribute that the profile names, at the top or in a sequence', () => {
    const body = new ElementWriter({ explicit: true, bigEndian: false });
    const put = (writer: ElementWriter, tag: string) => {
      const vr = dictionaryEntry(tag)?.vr ?? 'LO';
      if (vr === 'SQ') {
        const item = writer.nested();
        item.text('00091001', 'LO', 'CANARY'); // private
        item.text('00100010', 'PN', 'CANARY^ANNA');
        item.text('00400244', 'DA', '19770717');
        item.text('00081155', 'UI', '1.2.3.17.77');
        writer.sequence(tag, [item.bytes()]);
      } else if (canaryOf(vr)) writer.text(tag, vr, canaryOf(vr)!);
      else writer.element(tag, vr, Buffer.from('CANARY'));
    };
    const others = ['00100010', '00100020', '00091001', '00101001', '7FE11010', '00080016', '00080018', '60003000', '50000010', '00185678'];
    const tags = [...new Set([...profileTags(), ...others])].filter((tag) => tag >= '0008').sort();
    for (const tag of tags) put(body, tag);
    const header = fileHeader({
      sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
      sopInstanceUid: '1.2.3.17.77',
      transferSyntax: '1.2.840.10008.1.2.1',
    });
    const before = Buffer.concat([header, body.bytes()]);
    before.write('CANARY', 10); // in the preamble
    const after = clean(before);
    expect(tags.length).toBeGreaterThan(600);
    for (const canary of ['CANARY', ...Object.values(CANARIES)]) {
      expect(before.includes(canary)).toBe(true);
      expect(after.includes(canary), canary).toBe(false);
    }
  });

  it('comes back through unlisted names and times, or through a value that says it is something else', () => {
    const body = new ElementWriter({ explicit: true, bigEndian: false });
    body.text('00080018', 'UI', '1.2.3');
    body.text('00189074', 'LO', 'CANARY'); // a time, stated as words
    body.text('00280010', 'LO', 'CANARY'); // a number, stated as words
    body.text('00700084', 'PN', 'CANARY');
    body.text('00741234', 'AE', 'REMAINS'); // an application entity that the profile does not name is checked by its table alone
    const header = fileHeader({ sopClassUid: '1.2.3', sopInstanceUid: '1.2.3', transferSyntax: '1.2.840.10008.1.2.1' });
    expect(clean(Buffer.concat([header, body.bytes()])).includes('CANARY')).toBe(false);
  });
});

describe('a de-identified file', () => {
  const [file, other] = files({ BurnedInAnnotation: 'NO', Manufacturer: 'Casebook', ReferencedImageSequence: [{ ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2', ReferencedSOPInstanceUID: '1.2.3.17.77' }] }); // prettier-ignore
  const after = clean(file!);

  it('says so, and how', () => {
    expect(textOf(after, '00120062')).toBe('YES');
    expect(textOf(after, '00280303')).toBe('REMOVED');
    const codes = (bytes: Uint8Array) =>
      parseDataSet(bytes).elements['x00120064']!.items!.map(({ dataSet }) => dataSet!.string('x00080100'));
    expect(codes(after)).toEqual(['113100']);
    expect(codes(clean(file!, { dates: 'shift', characteristics: 'keep' }))).toEqual(['113100', '113107', '113108']);
  });

  it('is the same each time, and another with another key', () => {
    expect(clean(file!)).toEqual(after);
    expect(clean(file!, BASIC, new Pseudonyms(Buffer.alloc(32, 8)))).not.toEqual(after);
  });

  it('stays cleaned when it is cleaned again, with identifiers of its own', () => {
    const twice = clean(after);
    expect(textOf(twice, '0020000D')).not.toBe(textOf(after, '0020000D'));
    expect(textOf(twice, '00120062')).toBe('YES');
  });

  it('keeps what belongs together together', () => {
    const before = readDicomFile(file!).instance;
    const [a, b] = [after, clean(other!)].map((bytes) => readDicomFile(bytes).instance);
    expect(a!.studyUid).toBe(b!.studyUid);
    expect(a!.patientId).toBe(b!.patientId);
    expect(a!.patientId).toMatch(/^P-[\da-f]{16}$/);
    expect(a!.sopInstanceUid).not.toBe(b!.sopInstanceUid);
    expect(a!.studyUid).not.toBe(before.studyUid);
    expect(a!.sopClassUid).toBe(before.sopClassUid); // DICOM's own identifiers stay
    const reference = parseDataSet(after).elements['x00081140']!.items![0]!.dataSet!;
    expect(reference.string('x00081150')).toBe('1.2.840.10008.5.1.4.1.1.2');
    expect(reference.string('x00081155')).toBe(pseudonyms.uid('1.2.3.17.77'));
  });

  it('moves dates by the patient’s days, or keeps them', () => {
    expect(textOf(after, '00080020')).toBeUndefined();
    expect(textOf(clean(file!, { ...BASIC, dates: 'keep' }), '00080020')).toBe('20250717');
    const moved = textOf(clean(file!, { ...BASIC, dates: 'shift' }), '00080020')!;
    expect(Date.UTC(2025, 6, 17) - Date.parse(moved.replace(/(....)(..)(..)/, '$1-$2-$3'))).toBe(pseudonyms.days('CANARY-17') * 86_400_000);
    for (const dates of ['keep', 'shift'] as const) expect(textOf(clean(file!, { ...BASIC, dates }), '00100030')).toBeUndefined(); // never a birth date
  });

  it('keeps the patient’s characteristics only where asked', () => {
    expect(textOf(after, '00100040')).toBeUndefined();
    expect(textOf(clean(file!, { ...BASIC, characteristics: 'keep' }), '00101010')).toBe('049Y');
  });

  it('is read by dcmtk without a complaint', (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'casebook-deidentify-'));
    try {
      writeFileSync(join(folder, 'a.dcm'), after);
      let dump;
      try {
        dump = execFileSync('dcmdump', [join(folder, 'a.dcm')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return context.skip('dcmtk is not installed');
        throw error;
      }
      expect(dump).toContain('(0012,0062) CS [YES]');
      expect(dump).not.toMatch(/CANARY|19770717/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

it('the table has the lines that it is known for', () => {
  // PS3.15 E.1-1: Patient's Name Z, Study Date Z, Patient's Address X, SOP Instance UID U, Person Name D, Patient ID Z/D, Station Name X/Z/D
  const known = { '00100010': 'Z', '00080020': 'Z', '00101040': 'X', '00080018': 'U', '0040A123': 'D', '00100020': 'D', '00081010': 'X/D', '60003000': 'X', '50100010': 'X' }; // prettier-ignore
  for (const [tag, action] of Object.entries(known)) expect([tag, profileAction(tag)]).toEqual([tag, action]);
  expect(profileAction('00280010')).toBeUndefined();
});
