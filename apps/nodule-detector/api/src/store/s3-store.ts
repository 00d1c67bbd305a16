/** Objects in a bucket of S3, or of what speaks its protocol (MinIO, Ceph, Cloudflare R2 …). */
import { setTimeout as sleep } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { UnavailableError } from '@casebook/core';
import { checkedStream } from './checked-stream.js';
import { signRequest, type AwsCredentials } from './sign-request.js';
import { addressOf, checkAddress, objectDamaged, objectMissing, storeFull, type StudyStore } from './study-store.js';

export interface S3StoreOptions {
  /** e.g. `https://s3.eu-central-1.amazonaws.com` or `http://127.0.0.1:9000`; buckets are addressed by path. */
  endpoint: string;
  region: string;
  bucket: string;
  /** Before each object's name, e.g. `studies/`. */
  prefix?: string;
  credentials: AwsCredentials;
  timeoutMs?: number;
}

/** How often a request is sent that finds the store away. */
const TRIES = 3;

export class S3Store implements StudyStore {
  constructor(private readonly options: S3StoreOptions) {}

  async put(bytes: Uint8Array): Promise<string> {
    const address = addressOf(bytes);
    if (await this.has(address)) return address;
    const response = await this.send('PUT', address, bytes);
    await response.body?.cancel();
    if (response.status === 507) throw storeFull(undefined);
    if (!response.ok) throw refused(response);
    return address;
  }

  async get(address: string): Promise<Buffer> {
    const response = await this.read(address);
    const bytes = Buffer.from(await response.arrayBuffer().catch(away));
    if (addressOf(bytes) !== address) throw objectDamaged();
    return bytes;
  }

  async stream(address: string): Promise<Readable> {
    const { body } = await this.read(address);
    return checkedStream(Readable.fromWeb(body as import('node:stream/web').ReadableStream), address);
  }

  async has(address: string): Promise<boolean> {
    const response = await this.send('HEAD', address);
    await response.body?.cancel();
    if (response.status === 404) return false;
    if (!response.ok) throw refused(response);
    return true;
  }

  async delete(address: string): Promise<boolean> {
    const there = await this.has(address); // S3 answers the same whether there was something or not
    const response = await this.send('DELETE', address);
    await response.body?.cancel();
    if (!response.ok && response.status !== 404) throw refused(response);
    return there;
  }

  private async read(address: string): Promise<Response> {
    const response = await this.send('GET', address);
    if (response.ok) return response;
    await response.body?.cancel();
    throw response.status === 404 ? objectMissing() : refused(response);
  }

  private async send(method: string, address: string, body?: Uint8Array): Promise<Response> {
    const { bucket, credentials, endpoint, prefix = '', region, timeoutMs = 60_000 } = this.options;
    const path = [bucket, ...`${prefix}${checkAddress(address)}`.split('/')].map(encodeURIComponent).join('/');
    const url = new URL(`${endpoint.replace(/\/$/, '')}/${path}`);
    for (let tried = 1; ; tried++) {
      const headers = signRequest({ method, url, body }, { credentials, region, service: 's3', at: new Date() });
      delete headers['host']; // fetch sets it
      const response = await fetch(url, {
        method,
        headers,
        ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((error: unknown) => (tried < TRIES ? undefined : away(error)));
      if (response && (tried === TRIES || ![500, 502, 503, 504].includes(response.status))) return response;
      await response?.body?.cancel();
      await sleep(100 * 4 ** tried);
    }
  }
}

/** Only the status: the answer of a store may repeat keys. */
const refused = ({ status }: Response) =>
  new UnavailableError(
    'STORE_UNAVAILABLE',
    status === 403
      ? 'The store refuses the credentials. Check S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, and what they may do in the bucket.'
      : `The store answers ${status}. Check that the bucket is there, and try again.`,
  );

function away(cause: unknown): never {
  throw new UnavailableError('STORE_UNAVAILABLE', 'The store does not answer. Check S3_ENDPOINT and the network, and try again.', {
    cause,
  });
}
