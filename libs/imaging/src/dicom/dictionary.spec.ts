import { describe, expect, it } from 'vitest';
import { dictionaryEntry, tagOfKeyword } from './dictionary.js';

describe('the dictionary', () => {
  it('knows tags by number and by keyword', () => {
    expect(dictionaryEntry('00100010')).toEqual({ vr: 'PN', keyword: 'PatientName' });
    expect(dictionaryEntry('7FE00010')?.keyword).toBe('PixelData');
    expect(tagOfKeyword('StudyInstanceUID')).toBe('0020000D');
  });

  it('does not know private tags', () => {
    expect(dictionaryEntry('00091001')).toBeUndefined();
    expect(tagOfKeyword('PrivateTag')).toBeUndefined();
  });
});
