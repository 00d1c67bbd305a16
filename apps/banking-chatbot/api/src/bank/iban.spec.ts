import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ibanOf, isIban, normaliseIban } from './iban.js';

describe('IBAN', () => {
  // examples of the IBAN registry (SWIFT, ISO 13616)
  it.each(['DE89 3704 0044 0532 0130 00', 'GB29 NWBK 6016 1331 9268 19', 'FR14 2004 1010 0505 0001 3M02 606', 'NO93 8601 1117 947'])(
    'accepts %s',
    (iban) => expect(isIban(normaliseIban(iban))).toBe(true),
  );

  it.each(['DE88370400440532013000', 'DE89', '', 'XX', 'DE8937040044053201300O', '89DE370400440532013000'])('refuses %j', (iban) =>
    expect(isIban(iban)).toBe(false),
  );

  it('computes the check digits', () => expect(ibanOf('DE', '370400440532013000')).toBe('DE89370400440532013000'));

  test.prop([fc.stringMatching(/^\d{18}$/), fc.nat(17), fc.integer({ min: 1, max: 9 })])(
    'finds every wrong digit',
    (account, at, change) => {
      const iban = ibanOf('DE', account);
      expect(isIban(iban)).toBe(true);
      const wrong = (Number(account[at]) + change) % 10;
      expect(isIban(iban.slice(0, 4 + at) + wrong + iban.slice(5 + at))).toBe(false);
    },
  );
});
