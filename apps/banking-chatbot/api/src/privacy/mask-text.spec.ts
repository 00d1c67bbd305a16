import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { looksPersonal, maskText } from './mask-text.js';

describe('maskText', () => {
  it.each([
    ['send 50 to DE89370400440532013000 please', 'send 50 to [iban] please'],
    ['iban gb29 nwbk 6016 1331 9268 19.', 'iban [iban].'],
    ['my card 4111 1111 1111 1111 is gone', 'my card [card] is gone'],
    ['5500-0000-0000-0004', '[card]'],
    ['378282246310005', '[card]'],
    ['write to anna.bergmann+bank@mail.example.org!', 'write to [email]!'],
    ['jörg@größe.example', '[email]'],
    ['call +49 (0)30 901820 or 0049 30 901820', 'call [phone] or [phone]'],
    ['call 030-9018 2033', 'call [phone]'],
  ])('masks %s', (text, masked) => expect(maskText(text)).toBe(masked));

  it.each([
    'send 1,250.50 euros to Anna on 2026-11-25',
    'the card ending in 1234',
    'groceries in January 2026',
    'code 482913',
    '{"level":"info","time":"2026-11-25T17:00:00.000Z","ms":12.345}',
    '0b9f6c1e-7f43-4c53-9d7a-0c9d5a2e8f11',
  ])('leaves %s', (text) => expect(maskText(text)).toBe(text));

  const digits = (min: number, max: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max });
  test.prop([digits(13, 19), fc.constantFrom('', ' ', '-'), fc.integer({ min: 1, max: 6 }), fc.string({ maxLength: 20 })])(
    'leaves no card number, however it is grouped',
    (number, separator, group, around) => {
      const written = number.map((digit, at) => (at > 0 && at % group === 0 ? separator : '') + digit).join('');
      const masked = maskText(`${around.replace(/[\d.+@]/g, '')} ${written} `);
      expect(masked).not.toContain(written);
      expect(looksPersonal(masked)).toBe(false);
    },
  );

  test.prop([fc.emailAddress()])('leaves no e-mail address', (address) => {
    const [name, domain] = address.split('@') as [string, string];
    fc.pre(/^[\w.%+-]+$/.test(name));
    expect(maskText(`write ${address} now`)).not.toContain(`@${domain}`);
  });

  it('is quick on a long text made to be slow', () => {
    for (const piece of ['1 ', 'a@', 'DE89 ', '+0 (', '0-', 'a.']) expect(maskText(piece.repeat(100_000)).length).toBeGreaterThan(0);
  });
});
