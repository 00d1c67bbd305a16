/** AWS Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
import { createHash, createHmac } from 'node:crypto';

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  /** Of temporary credentials. */
  sessionToken?: string | undefined;
}

export interface RequestToSign {
  method: string;
  url: URL;
  headers?: Record<string, string>;
  body?: Uint8Array | string | undefined;
}

export interface SigningScope {
  credentials: AwsCredentials;
  region: string;
  service: string;
  at: Date;
}

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex');
const hmac = (key: Uint8Array | string, data: string) => createHmac('sha256', key).update(data).digest();

/** Percent-encoding of everything but the unreserved characters of RFC 3986. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The headers to send, `authorization` among them. The hash of the body is signed, so that nobody on the way can change it.
 *
 * @param request its path must be percent-encoded already, as S3 wants it signed
 */
export function signRequest(request: RequestToSign, { credentials, region, service, at }: SigningScope): Record<string, string> {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = time.slice(0, 8);
  const bodyHash = sha256(request.body ?? '');
  const headers: Record<string, string> = {
    host: request.url.host,
    'x-amz-date': time,
    ...(service === 's3' ? { 'x-amz-content-sha256': bodyHash } : {}),
    ...(credentials.sessionToken ? { 'x-amz-security-token': credentials.sessionToken } : {}),
  };
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value.trim().replace(/ +/g, ' ');

  const names = Object.keys(headers).sort();
  const query = [...request.url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const canonical = [
    request.method,
    request.url.pathname,
    query.join('&'),
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const key = [region, service, 'aws4_request'].reduce<Uint8Array>(hmac, hmac(`AWS4${credentials.secretAccessKey}`, date));
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')).toString('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}
