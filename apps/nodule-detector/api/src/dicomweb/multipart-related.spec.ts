import { buffer } from 'node:stream/consumers';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parameter, readParts, writeParts } from './multipart-related.js';

const type = 'multipart/related; type="application/dicom"; boundary=XX';
const read = (body: string, contentType = type) =>
  readParts(Buffer.from(body, 'latin1'), contentType).map((part) => part.toString('latin1'));

describe('readParts', () => {
  it('reads parts with and without headers, after a preamble, before an epilogue', () => {
    expect(read('--XX\r\nContent-Type: application/dicom\r\n\r\none\r\n--XX\r\n\r\ntwo\r\n--XX--\r\nbye')).toEqual(['one', 'two']);
    expect(read('hello\r\n--XX\r\n\r\none\r\n--XX--')).toEqual(['one']);
    expect(read('--XX\r\n\r\n\r\n--XX--')).toEqual(['']);
    expect(read('--a b\r\n\r\none\r\n--a b--', 'multipart/related; boundary="a b"')).toEqual(['one']);
  });

  it.each(['', 'nothing', '--XX\r\n\r\none', '--XX', '--XX\r\nA: b', '--XX\r\n\r\none\r\n--XX\r\n\r\ntwo'])('refuses %j', (body) =>
    expect(() => read(body)).toThrow(expect.objectContaining({ code: 'MULTIPART_MALFORMED' })),
  );

  it('refuses a header without a boundary', () => {
    for (const header of ['multipart/related', 'multipart/related; boundary=', `multipart/related; boundary=${'x'.repeat(71)}`])
      expect(() => read('--XX\r\n\r\none\r\n--XX--', header)).toThrow(expect.objectContaining({ code: 'MULTIPART_MALFORMED' }));
  });

  test.prop([fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 6 })])(
    'reads what writeParts writes',
    async (parts) => {
      async function* all() {
        for (const bytes of parts) yield { contentType: 'application/dicom', bytes };
      }
      const { body, contentType } = writeParts('application/dicom', all());
      expect(readParts(await buffer(body), contentType).map((part) => new Uint8Array(part))).toEqual(parts);
    },
  );

  test.prop([fc.uint8Array({ maxLength: 200 })])('ends in parts or in a code, whatever the bytes are', (bytes) => {
    const body = Buffer.concat([Buffer.from('--XX\r\n\r\n'), bytes, Buffer.from('\r\n--XX')]);
    try {
      readParts(body, type);
    } catch (error) {
      expect(error).toMatchObject({ code: 'MULTIPART_MALFORMED' });
    }
  });
});

it('parameter reads quoted and plain ones, and no part of another name', () => {
  expect(parameter('multipart/related; type="application/dicom"; boundary=x', 'type')).toBe('application/dicom');
  expect(parameter('multipart/related;boundary=x;start=y', 'boundary')).toBe('x');
  expect(parameter('multipart/related; xboundary=x', 'boundary')).toBeUndefined();
});
