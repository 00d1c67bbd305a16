import dcmjsCodecs from 'dcmjs-codecs';
import { beforeAll, describe, expect, it } from 'vitest';
import { countingVolume, filesOf } from '../testing/ct.fixture.js';
import { assembleVolume } from './assemble-volume.js';
import { readDicomFile } from './dicom-file.js';
import { groupSeries } from './series.js';

const { NativeCodecs, Transcoder } = dcmjsCodecs;
const volume = countingVolume([32, 24, 3]);
const files = filesOf(volume);

const transcoded = (bytes: Uint8Array, syntax: string) => {
  const transcoder = new Transcoder(new Uint8Array(bytes).buffer);
  transcoder.transcode(syntax);
  return new Uint8Array(transcoder.getDicomPart10());
};

beforeAll(() => NativeCodecs.initializeAsync());

describe('compressed pixels', () => {
  it.each([
    ['RLE', '1.2.840.10008.1.2.5'],
    ['JPEG lossless', '1.2.840.10008.1.2.4.70'],
    ['JPEG-LS', '1.2.840.10008.1.2.4.80'],
    ['JPEG 2000', '1.2.840.10008.1.2.4.90'],
    ['HTJ2K', '1.2.840.10008.1.2.4.201'],
    ['implicit little endian', '1.2.840.10008.1.2'],
    ['big endian', '1.2.840.10008.1.2.2'],
  ])('%s gives the voxels that were written', async (_, syntax) => {
    const read = files.map((bytes) => readDicomFile(transcoded(bytes, syntax)));
    expect(read[0]!.instance.transferSyntax).toBe(syntax);
    expect((await assembleVolume(groupSeries(read)[0]!)).volume.voxels).toEqual(volume.voxels);
  });

  it('that end early, or are no such code, are told', async () => {
    for (const syntax of ['1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2.4.80', '1.2.840.10008.1.2.1']) {
      const cut = files.map((bytes) => (syntax.endsWith('1.2.1') ? bytes : transcoded(bytes, syntax))).map((bytes) => bytes.slice(0, -200));
      const reading = async () => assembleVolume(groupSeries(cut.map((bytes) => readDicomFile(bytes)))[0]!);
      await expect(reading()).rejects.toMatchObject({ code: expect.stringMatching(/DICOM_(TRUNCATED|DAMAGED)/) });
    }
  });
});
