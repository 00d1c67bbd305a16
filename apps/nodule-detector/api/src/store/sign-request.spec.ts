import { describe, expect, it } from 'vitest';
import { signRequest } from './sign-request.js';

const signatureOf = (headers: Record<string, string>) => /Signature=([\da-f]{64})$/.exec(headers['authorization']!)?.[1];

// The keys, requests and signatures of Amazon's own examples: S3's API reference, "Examples: Signature Calculations in AWS Signature Version 4".
describe('a signature for S3', () => {
  const scope = {
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
    region: 'us-east-1',
    service: 's3',
    at: new Date('2013-05-24T00:00:00Z'),
  };
  const at = (path: string) => new URL(path, 'https://examplebucket.s3.amazonaws.com');

  it.each([
    [
      'GET an object',
      { method: 'GET', url: at('/test.txt'), headers: { Range: 'bytes=0-9' } },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'PUT an object',
      {
        method: 'PUT',
        url: at('/test%24file.text'),
        headers: { Date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
        body: 'Welcome to Amazon S3.',
      },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    ['GET a setting', { method: 'GET', url: at('/?lifecycle') }, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['list', { method: 'GET', url: at('/?max-keys=2&prefix=J') }, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('%s is the one that Amazon publishes', (_, request, expected) => expect(signatureOf(signRequest(request, scope))).toBe(expected));

  it('covers the token of temporary credentials', () => {
    const credentials = { ...scope.credentials, sessionToken: 'token' };
    const headers = signRequest({ method: 'GET', url: at('/') }, { ...scope, credentials });
    expect(headers['x-amz-security-token']).toBe('token');
    expect(headers['authorization']).toContain('x-amz-security-token');
  });
});

// "get-vanilla" of Amazon's test suite for Signature Version 4.
it('another service’s signature is the published one', () => {
  const headers = signRequest(
    { method: 'GET', url: new URL('https://example.amazonaws.com/') },
    {
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
      region: 'us-east-1',
      service: 'service',
      at: new Date('2015-08-30T12:36:00Z'),
    },
  );
  expect(signatureOf(headers)).toBe('5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31');
});
