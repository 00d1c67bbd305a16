import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { S3Store } from './s3-store.js';
import { signRequest } from './sign-request.js';
import { startS3 } from './testing/start-s3.js';
import { storeContract } from './testing/store-contract.js';

const server = await startS3();
afterAll(() => server?.stop());
const options = {
  endpoint: server?.endpoint ?? '',
  region: 'us-east-1',
  bucket: 'studies',
  prefix: 'a/b c/',
  credentials: server?.credentials as never,
};

/** A request beside the store: to make the bucket, and to damage an object. */
async function send(method: string, path: string, body?: string): Promise<void> {
  const url = new URL(`${options.endpoint}/${path}`);
  const headers = signRequest({ method, url, body }, { ...options, service: 's3', at: new Date() });
  delete headers['host'];
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

describe.skipIf(!server)('on a real S3 server', () => {
  const store = new S3Store(options);
  beforeAll(() => send('PUT', 'studies'));

  storeContract('a store on S3', () => ({ store, damage: (address) => send('PUT', `studies/a/b%20c/${address}`, 'something else') }));

  it('a bucket that is missing is told', async () => {
    await expect(new S3Store({ ...options, bucket: 'nowhere' }).put(Buffer.from('x'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('wrong credentials are told, without repeating them', async () => {
    const wrong = new S3Store({ ...options, credentials: { accessKeyId: 'casebook', secretAccessKey: 'guessed' } });
    const error = await wrong.put(Buffer.from('y')).catch((thrown: unknown) => thrown as Error & { code: string });
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('refuses the credentials') });
    expect(String(error)).not.toContain('guessed');
  });
});

it('a server that is away is told', async () => {
  const away = new S3Store({ ...options, endpoint: 'http://127.0.0.1:9', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
  await expect(away.has('a'.repeat(64))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});
