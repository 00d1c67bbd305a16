import { describe, expect, it } from 'vitest';
import { multipart } from './study-client.js';

describe('multipart', () => {
  it('is read again by another implementation, byte by byte', async () => {
    // The platform reads multipart/form-data: the same syntax (RFC 2046) with one more header in each part.
    const instances = [Uint8Array.of(13, 10, 45, 45, 0, 255), Uint8Array.of()];
    const text = Buffer.from(await multipart(instances, 'edge').arrayBuffer()).toString('latin1');
    const form = text.replaceAll('content-type', 'content-disposition: form-data; name="file"; filename="a"\r\ncontent-type');
    const body = Buffer.from(form, 'latin1');
    const read = await new Response(body, { headers: { 'content-type': 'multipart/form-data; boundary=edge' } }).formData();
    const files = read.getAll('file') as File[];
    expect(files.map(({ type }) => type)).toEqual(['application/dicom', 'application/dicom']);
    expect(await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())))).toEqual(instances);
  });
});
