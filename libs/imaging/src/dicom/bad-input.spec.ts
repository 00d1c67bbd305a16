/** Files that are not what they should be: each is a typed error, quickly, whatever its bytes. */
import { CasebookError } from '@casebook/core';
import { deflateRawSync } from 'node:zlib';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { describe, expect, it } from 'vitest';
import { countingVolume, filesOf } from '../testing/ct.fixture.js';
import { assembleVolume } from './assemble-volume.js';
import { readDicomFile } from './dicom-file.js';
import { DICOM_LIMITS } from './dicom-limits.js';
import { groupSeries } from './series.js';

const volume = countingVolume([8, 8, 3]);
const withTags = (extra: Record<string, unknown>) => filesOf(volume, { extra: () => extra })[0]!;
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a file', () => {
  it.each<[string, Uint8Array, string]>([
    ['that is empty', new Uint8Array(), 'NOT_DICOM'],
    ['of text', Buffer.from('hello '.repeat(100)), 'NOT_DICOM'],
    ['that ends in its tags', filesOf(volume)[0]!.slice(0, 400), 'DICOM_DAMAGED'],
    ['without a rescale slope', withTags({ RescaleSlope: '' }), 'DICOM_TAG_MISSING'],
    ['with a spacing of zero', withTags({ PixelSpacing: ['0', '0'] }), 'DICOM_TAG_MISSING'],
    ['without a position', withTags({ ImagePositionPatient: [] }), 'DICOM_TAG_MISSING'],
    ['with a row that is its own column', withTags({ ImageOrientationPatient: ['1', '0', '0', '1', '0', '0'] }), 'DICOM_TAG_MISSING'],
    ['in colour', withTags({ SamplesPerPixel: 3 }), 'DICOM_UNSUPPORTED'],
    ['of 32 bits', withTags({ BitsAllocated: 32 }), 'DICOM_UNSUPPORTED'],
    ['of 60,000 rows', withTags({ Rows: 60000, Columns: 60000 }), 'DICOM_TOO_LARGE'],
    ['of two milliards of frames', withTags({ NumberOfFrames: '2000000000' }), 'DICOM_TOO_LARGE'],
  ])('%s', (_, bytes, expected) => expect(() => readDicomFile(bytes)).toThrow(code(expected)));

  it('that is small, and inflated is not', () => {
    const file = filesOf(volume)[0]!;
    const start = Buffer.from(file).indexOf(Buffer.from([8, 0, 8, 0])); // the first tag after the file's own header
    const header = Buffer.from(
      Buffer.from(file.slice(0, start)).toString('latin1').replace('1.2.840.10008.1.2.1\0', '1.2.840.10008.1.2.1.99'),
      'latin1',
    );
    const bomb = Buffer.concat([header, deflateRawSync(Buffer.alloc(50_000_000))]);
    expect(bomb.length).toBeLessThan(100_000);
    expect(() => readDicomFile(bomb, { ...DICOM_LIMITS, fileBytes: 1_000_000 })).toThrow(CasebookError);
  });

  it('whose sequences are nested 10,000 deep', () => {
    const header = filesOf(volume)[0]!.slice(0, 400);
    const start = Buffer.from(header).indexOf(Buffer.from([8, 0, 8, 0]));
    const open = Buffer.from([
      0x32, 0x00, 0x64, 0x10, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff,
    ]); // SQ, item
    const deep = Buffer.concat([header.subarray(0, start), ...Array<Buffer>(10_000).fill(open)]);
    expect(() => readDicomFile(deep)).toThrow(CasebookError);
  });

  it('of 5,000 mutated ones is read, or refused with a code and a sentence', async () => {
    const files = filesOf(volume);
    const random = xoroshiro128plus(7);
    const below = (n: number) => uniformInt(random, 0, n - 1);
    let refused = 0;
    for (let n = 0; n < 5000; n++) {
      const bytes = Uint8Array.from(files[below(files.length)]!);
      for (let change = 0; change <= below(8); change++) bytes[below(bytes.length)] = below(256);
      const mutated = below(4) === 0 ? bytes.slice(0, below(bytes.length)) : bytes;
      try {
        const series = groupSeries([files[0]!, mutated, files[2]!].map((file) => readDicomFile(file)));
        for (const some of series) await assembleVolume(some);
      } catch (error) {
        if (!(error instanceof CasebookError)) throw error;
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(500);
  }, 120_000);
});
