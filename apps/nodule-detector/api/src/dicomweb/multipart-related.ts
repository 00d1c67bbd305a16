/** Bodies of several parts (RFC 2387), as DICOMweb sends and takes them. */
import { randomUUID } from 'node:crypto';
import { InvalidInputError } from '@casebook/core';

const malformed = (what: string) =>
  new InvalidInputError(
    'MULTIPART_MALFORMED',
    `The body is no multipart/related as its header says: ${what}. Compare it with PS3.18, 8.6.1.2.`,
  );

/** Parts of one body; a study has some hundreds. */
const MOST_PARTS = 20_000;

/**
 * @param body the whole of it; parts are views into it, not copies
 * @param contentType of the request, with its boundary
 * @throws {InvalidInputError} `MULTIPART_MALFORMED`
 */
export function readParts(body: Buffer, contentType: string): Buffer[] {
  const boundary = parameter(contentType, 'boundary');
  if (!boundary || boundary.length > 70) throw malformed('it names no boundary');
  const mark = Buffer.from(`--${boundary}`);
  const next = Buffer.from(`\r\n--${boundary}`);
  let at = body.subarray(0, mark.length).equals(mark) ? mark.length : endOf(body, next, 0); // a preamble may come first
  const parts: Buffer[] = [];
  while (!body.subarray(at, at + 2).equals(Buffer.from('--'))) {
    const headers = body.indexOf('\r\n\r\n', at - 2); // a part may have no headers: then the first line is empty
    if (headers < 0 || parts.length === MOST_PARTS) throw malformed('a part does not end');
    const end = body.indexOf(next, headers + 2);
    if (end < 0) throw malformed('its last boundary is missing');
    parts.push(body.subarray(Math.min(headers + 4, end), end));
    at = end + next.length;
  }
  return parts;
}

function endOf(body: Buffer, next: Buffer, from: number): number {
  const found = body.indexOf(next, from);
  if (found < 0) throw malformed('its boundary is nowhere in it');
  return found + next.length;
}

/** A parameter of a header such as `multipart/related; type="application/dicom"; boundary=x`. */
export const parameter = (header: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|[;\\s])${name}\\s*=\\s*(?:"([^"]*)"|([^;,\\s]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2];
};

export interface Part {
  contentType: string;
  bytes: Uint8Array;
}

/** A body for `contentType`, part by part: only one of them is in memory at a time. */
export function writeParts(type: string, parts: AsyncIterable<Part>): { contentType: string; body: AsyncGenerator<Uint8Array> } {
  const boundary = `casebook-${randomUUID()}`;
  async function* body(): AsyncGenerator<Uint8Array> {
    for await (const { contentType, bytes } of parts) {
      yield Buffer.from(`--${boundary}\r\ncontent-type: ${contentType}\r\n\r\n`);
      yield bytes;
      yield Buffer.from('\r\n');
    }
    yield Buffer.from(`--${boundary}--\r\n`);
  }
  return { contentType: `multipart/related; type="${type}"; boundary=${boundary}`, body: body() };
}
