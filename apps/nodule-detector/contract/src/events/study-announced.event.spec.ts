import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { studyAnnouncedSchema } from './study-announced.event.js';

const takes = (value: unknown) => studyAnnouncedSchema.safeParse(value).success;

describe('an announcement', () => {
  it.each([{ studyUid: '1.2.3', seriesUid: '1.2.3.4' }, { folder: 'today/17' }, { folder: 'scan..zip' }])('may be %j', (data) =>
    expect(takes(data)).toBe(true),
  );

  it.each([
    {},
    { studyUid: '1.2.3' },
    { folder: '' },
    { folder: '/etc' },
    { folder: '../other' },
    { folder: 'a/../../b' },
    { folder: 'a\\..\\b' },
    { folder: 'a\u0000' },
    { studyUid: '1.2.3', seriesUid: '1.2.3.4', folder: 'both' },
  ])('may not be %j', (data) => expect(takes(data)).toBe(false));

  test.prop([fc.array(fc.constantFrom('..', '.', 'a', 'b'), { minLength: 1, maxLength: 6 })])('never climbs out', (parts) => {
    expect(takes({ folder: parts.join('/') })).toBe(!parts.includes('..'));
  });
});
