/** Files that are not what they should be: each is a typed error, quickly, whatever its bytes. */
import { deflateRawSync } from 'node:zlib';
import { CasebookError } from '@casebook/core';
import { DICOM_LIMITS, parseDataSet, readDicomFile, writeCtSeries, type Volume } from '@casebook/imaging';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { describe, expect, it } from 'vitest';
import { Pseudonyms } from '../../deidentify/index.js';
import { readStudyFile, type ReadOptions } from './study-file.js';

const options: ReadOptions = {
  pseudonyms: new Pseudonyms(Buffer.alloc(32, 3)),
  deidentify: { dates: 'remove', characteristics: 'remove' },
};
const volume: Volume = {
  voxels: Int16Array.from({ length: 8 * 6 * 3 }, (_, n) => n - 500),
  size: [8, 6, 3],
  spacing: [0.7, 0.7, 2.5],
  origin: [0, 0, 0],
  direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], // prettier-ignore
};
const filesWith = (extra: Record<string, unknown> = {}) =>
  [...writeCtSeries(volume, { name: 'file', extra: () => extra })].map(({ bytes }) => bytes);
const fileWith = (extra: Record<string, unknown> = {}) => filesWith(extra)[0]!;
const code = (expected: string) => expect.objectContaining({ code: expected });
const firstTag = (file: Uint8Array) => Buffer.from(file).indexOf(Buffer.from([8, 0, 8, 0])); // after the file's own header

describe('a file', () => {
  it('is read, and what is stored can be read again', () => {
    const file = fileWith();
    const stored = readStudyFile(file, options);
    expect(stored.sent.sopInstanceUid).toBe(readDicomFile(file).instance.sopInstanceUid);
    expect(stored.sopInstanceUid).toBe(options.pseudonyms.uid(stored.sent.sopInstanceUid));
    expect(readDicomFile(stored.bytes).instance).toMatchObject({ studyUid: stored.studyUid, seriesUid: stored.seriesUid, modality: 'CT' });
    expect(stored.tags).toMatchObject({
      '00080060': { vr: 'CS', Value: ['CT'] },
      '00280010': { vr: 'US', Value: [6] },
      '00120062': { Value: ['YES'] },
    });
    expect(stored.tags['7FE00010']).toBeUndefined();
  });

  it('is the same file whatever software sent it, de-identified or not', () => {
    const file = fileWith();
    const start = firstTag(file);
    const other = Buffer.concat([Buffer.alloc(128, 7), file.subarray(128, start), file.subarray(start)]); // another preamble
    for (const each of [options, { pseudonyms: options.pseudonyms }])
      expect(readStudyFile(other, each).bytes).toEqual(readStudyFile(file, each).bytes);
  });

  it('is stored as it is where de-identification is off', () => {
    const file = fileWith({ PatientName: 'Doe^Jane', BurnedInAnnotation: 'YES' });
    const stored = readStudyFile(file, { pseudonyms: options.pseudonyms });
    expect(Buffer.from(stored.bytes).subarray(firstTag(stored.bytes))).toEqual(Buffer.from(file).subarray(firstTag(file)));
    expect(stored.sopInstanceUid).toBe(stored.sent.sopInstanceUid);
    expect(stored.tags['00100010']).toEqual({ vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane' }] });
  });

  it.each<[string, Uint8Array, string]>([
    ['that is empty', new Uint8Array(), 'NOT_DICOM'],
    ['of text', Buffer.from('hello '.repeat(100)), 'NOT_DICOM'],
    ['that ends in its tags', fileWith().slice(0, 400), 'DICOM_DAMAGED'],
    ['that ends in its pixels', fileWith().slice(0, -10), 'DICOM_DAMAGED'],
    ['with fewer pixels than it says', fileWith({ Rows: 60 }), 'DICOM_TRUNCATED'],
    ['of an MR', fileWith({ Modality: 'MR', SOPClassUID: '1.2.840.10008.5.1.4.1.1.4' }), 'NOT_CT'],
    ['of a captured screen', fileWith({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.7' }), 'NOT_CT'],
    ['of a report', fileWith({ Modality: 'SR', SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33' }), 'NOT_CT'],
    ['that is a directory', fileWith({ SOPClassUID: '1.2.840.10008.1.3.10' }), 'DICOMDIR'],
    ['without any identifier', fileWith({ StudyInstanceUID: '', FrameOfReferenceUID: '' }), 'DICOM_TAG_MISSING'],
    ['of a study that is a path', fileWith({ StudyInstanceUID: '../../etc' }), 'DICOM_TAG_MISSING'],
    ['with text in its pixels', fileWith({ BurnedInAnnotation: 'YES' }), 'DICOM_BURNED_IN'],
    ['without a rescale slope', fileWith({ RescaleSlope: '' }), 'DICOM_TAG_MISSING'],
    ['with a spacing of zero', fileWith({ PixelSpacing: ['0', '0'] }), 'DICOM_TAG_MISSING'],
    ['in colour', fileWith({ SamplesPerPixel: 3 }), 'DICOM_UNSUPPORTED'],
    ['of 60,000 rows', fileWith({ Rows: 60_000, Columns: 60_000 }), 'DICOM_TOO_LARGE'],
    ['of two milliards of frames', fileWith({ NumberOfFrames: '2000000000' }), 'DICOM_TOO_LARGE'],
    ['in a transfer syntax that is not read', Buffer.from(Buffer.from(fileWith()).toString('latin1').replace('1.2.840.10008.1.2.1\0', '1.2.840.10008.1.2.7\0'), 'latin1'), 'DICOM_UNSUPPORTED'], // prettier-ignore
  ])('%s is refused', (_, bytes, expected) => expect(() => readStudyFile(bytes, options)).toThrow(code(expected)));

  it('without its header is read too', () => {
    const file = fileWith();
    const stored = readStudyFile(file.slice(firstTag(file)), options);
    expect(stored.bytes).toEqual(readStudyFile(file, options).bytes);
  });

  it('whose identifiers were emptied is put with the slices of its scan', () => {
    const emptied = { SOPClassUID: '', SOPInstanceUID: '', SeriesInstanceUID: '', StudyInstanceUID: '' };
    const stored = filesWith(emptied).map((file) => readStudyFile(file, options));
    expect(new Set(stored.map(({ studyUid, seriesUid }) => `${studyUid} ${seriesUid}`)).size).toBe(1);
    expect(new Set(stored.map(({ sopInstanceUid }) => sopInstanceUid)).size).toBe(3);
    expect(readDicomFile(stored[0]!.bytes).instance).toMatchObject({
      studyUid: stored[0]!.studyUid,
      sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
    });
    expect(() => readStudyFile(fileWith(emptied), { pseudonyms: options.pseudonyms })).toThrow(code('DICOM_TAG_MISSING')); // it is not changed
  });

  it('that is small, and inflated is not', () => {
    const file = fileWith();
    const header = Buffer.from(file.subarray(0, firstTag(file))).toString('latin1').replace('1.2.840.10008.1.2.1\0', '1.2.840.10008.1.2.1.99'); // prettier-ignore
    const bomb = Buffer.concat([Buffer.from(header, 'latin1'), deflateRawSync(Buffer.alloc(20_000_000))]);
    expect(bomb.length).toBeLessThan(30_000);
    expect(() => readStudyFile(bomb, { ...options, limits: { ...DICOM_LIMITS, fileBytes: 1_000_000 } })).toThrow(CasebookError);
  });

  it('whose sequences are nested 10,000 deep, or just deeper than is read', () => {
    const file = fileWith();
    const pixels = Buffer.from(file).lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0]));
    const open = Buffer.from([0x32, 0, 0x64, 0x10, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff, 0xff]); // a sequence and an item, of no stated length
    const close = Buffer.from([0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
    const nested = (depth: number) =>
      Buffer.concat([
        file.subarray(0, pixels),
        ...Array<Buffer>(depth).fill(open),
        ...Array<Buffer>(depth).fill(close),
        file.subarray(pixels),
      ]);
    expect(parseDataSet(nested(5)).elements['x00321064']).toBeDefined(); // the file is what it is meant to be
    expect(() => readStudyFile(nested(5), options)).not.toThrow();
    expect(() => readStudyFile(nested(40), options)).toThrow(code('DICOM_DAMAGED'));
    expect(() => readStudyFile(nested(10_000), options)).toThrow(code('DICOM_DAMAGED'));
  });

  it('of 6,000 mutated ones is read and stays readable, or is refused with a code and a sentence', () => {
    const files = [
      ...filesWith(),
      ...filesWith({ ReferencedImageSequence: [{ ReferencedSOPInstanceUID: '1.2.3' }], NumberOfFrames: '1', WindowCenter: ['40', '-600'] }),
    ];
    const random = xoroshiro128plus(17);
    const below = (n: number) => uniformInt(random, 0, n - 1);
    const ended = { read: 0, refused: 0 };
    for (let n = 0; n < 6000; n++) {
      const bytes = Uint8Array.from(files[below(files.length)]!);
      for (let change = 0; change <= below(8); change++) bytes[below(bytes.length)] = below(256);
      const mutated = below(4) === 0 ? bytes.slice(0, below(bytes.length)) : bytes;
      try {
        const stored = readStudyFile(mutated, n % 2 === 0 ? options : { pseudonyms: options.pseudonyms });
        expect(readDicomFile(stored.bytes).instance.sopInstanceUid).toBe(stored.sopInstanceUid);
        expect(JSON.stringify(stored.tags)).not.toContain('\\u0000'); // PostgreSQL keeps no such text
        ended.read++;
      } catch (error) {
        if (!(error instanceof CasebookError)) throw error;
        expect(error.message.length).toBeGreaterThan(20);
        ended.refused++;
      }
    }
    expect(ended.read).toBeGreaterThan(500);
    expect(ended.refused).toBeGreaterThan(500);
  });
});
