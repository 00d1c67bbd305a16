import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { batchesOf, NOTHING, withAnswer } from './files.js';

const sized = (size: number) => ({ file: { size } });

describe('batchesOf', () => {
  it('keeps to files and bytes a request', () => {
    const sizes = [5, 5, 20, 1, 1, 1];
    expect(batchesOf(sizes.map(sized), { files: 2, bytes: 10 }).map((batch) => batch.map(({ file }) => file.size))).toEqual([
      [5, 5],
      [20],
      [1, 1],
      [1],
    ]);
    expect(batchesOf([])).toEqual([]);
  });

  test.prop([fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 60 })])(
    'has every file once, in order, and no request too large but those of one file',
    (sizes, files, bytes) => {
      const all = sizes.map(sized);
      const batches = batchesOf(all, { files, bytes });
      expect(batches.flat()).toEqual(all);
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(files);
        if (batch.length > 1) expect(batch.reduce((sum, { file }) => sum + file.size, 0)).toBeLessThanOrEqual(bytes);
      }
    },
  );
});

describe('withAnswer', () => {
  it('adds up what became of the files', () => {
    const refused = { name: 'a.txt', status: 'refused', code: 'NOT_DICOM', detail: 'No DICOM file.' } as const;
    const first = withAnswer(NOTHING, {
      files: [{ name: '1.dcm', status: 'stored' }, refused],
      studies: [{ studyUid: '1.2', seriesUids: ['1.2.3'] }],
    });
    const both = withAnswer(first, {
      files: [{ name: '1.dcm', status: 'duplicate' }],
      studies: [{ studyUid: '1.2', seriesUids: ['1.2.3'] }],
    });
    expect(both).toEqual({ stored: 1, duplicate: 1, refused: [refused], studyUids: ['1.2'] });
  });
});
