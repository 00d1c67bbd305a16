import util from 'node:util';
import { describe, expect, it } from 'vitest';
import { repairNodeUtil } from './node-util.js';

describe('repairNodeUtil', () => {
  it('puts back what Node 23 removed', () => {
    const target = util as unknown as Record<string, ((value: unknown) => boolean) | undefined>;
    const { isNullOrUndefined, isArray } = target;
    delete target['isNullOrUndefined'];
    delete target['isArray'];
    try {
      repairNodeUtil();
      expect([null, undefined, 0, ''].map((value) => target['isNullOrUndefined']!(value))).toEqual([true, true, false, false]);
      expect(target['isArray']!([])).toBe(true);
    } finally {
      Object.assign(target, { isNullOrUndefined, isArray });
    }
  });

  it('leaves what is there', () => {
    const { isArray } = util;
    repairNodeUtil();
    expect(util.isArray).toBe(isArray);
  });
});
