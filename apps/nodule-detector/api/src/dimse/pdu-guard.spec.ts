import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { PduGuard } from './pdu-guard.js';

const pdu = (length: number) => {
  const bytes = Buffer.alloc(6 + length, 0xff); // what is in it must not be taken for a header
  bytes[0] = 4;
  bytes.writeUInt32BE(length, 2);
  return bytes;
};

describe('the guard of a connection', () => {
  test.prop([
    fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 }),
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 }),
  ])('lets units within the limit through, however they are cut', (lengths, cuts) => {
    const guard = new PduGuard(50, 1e6);
    const all = Buffer.concat(lengths.map(pdu));
    for (let at = 0, n = 0; at < all.length; n++) {
      const end = at + cuts[n % cuts.length]!;
      expect(guard.allows(all.subarray(at, end))).toBe(true);
      at = end;
    }
  });

  it('stops at a unit that announces too much, also when its header comes byte by byte', () => {
    const guard = new PduGuard(50, 1e6);
    const bytes = [...pdu(10), ...pdu(51)];
    const allowed = bytes.map((byte) => guard.allows(Buffer.from([byte])));
    expect(allowed.indexOf(false)).toBe(16 + 5);
  });

  it('stops a message that does not end', () => {
    const guard = new PduGuard(50, 100);
    expect([1, 2, 3].map(() => guard.allows(pdu(30)))).toEqual([true, true, false]);
    const other = new PduGuard(50, 100);
    for (let n = 0; n < 10; n++) {
      expect(other.allows(pdu(30))).toBe(true);
      other.messageEnded();
    }
  });
});
