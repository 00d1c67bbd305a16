import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Text } from './checksum.js';
import { downloadPublicFiles, sha256Json, type PublicManifest } from './public-files.js';

const plain = 'text,category\nhello,greeting\n';
const whole = { test: [['held back', 'x']], train: [['b', 'y']] };
const kept = { train: [['b', 'y']] };
const extract = ([content]: string[]) => ({ train: (JSON.parse(content!) as typeof whole).train });

describe('downloadPublicFiles', () => {
  let dir: string;
  let server: Server;
  let base: string;
  const asked: string[] = [];
  const manifest = (): PublicManifest => ({
    name: 'n',
    title: 't',
    licence: 'l',
    licenceUrl: 'http://l',
    source: 'http://s',
    citation: 'c',
    counts: {},
    files: [
      { name: 'plain.csv', url: `${base}plain`, sha256: sha256Text(plain), bytes: plain.length },
      { name: 'kept.json', extractedFrom: [`${base}whole`], sha256: sha256Json(kept), bytes: 20 },
    ],
  });
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'public-files-'));
    server = createServer((request, response) => {
      asked.push(request.url!);
      if (request.url === '/gone') response.writeHead(404).end();
      else response.end(request.url === '/plain' ? plain : JSON.stringify(whole));
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('fetches each file once, keeps of the extract only what is meant, and tells what is there', async () => {
    const there: string[] = [];
    await downloadPublicFiles(manifest(), dir, { extract, onFile: (path) => there.push(path) });
    await downloadPublicFiles(manifest(), dir, { extract });
    expect(asked).toEqual(['/plain', '/whole']);
    expect(await readFile(join(dir, 'plain.csv'), 'utf8')).toBe(plain);
    expect(JSON.parse(await readFile(join(dir, 'kept.json'), 'utf8'))).toEqual(kept);
    expect(there).toEqual([join(dir, 'plain.csv'), join(dir, 'kept.json')]);
  });

  it('refuses an extract with another checksum, and says where the file has moved or the server is away', async () => {
    const [, json] = manifest().files;
    const only = (change: object) =>
      downloadPublicFiles({ ...manifest(), files: [{ ...json!, name: 'other.json', ...change }] }, dir, { extract });
    await expect(only({ sha256: sha256Text('x') })).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH', status: 422 });
    await expect(only({ extractedFrom: [`${base}gone`] })).rejects.toMatchObject({ code: 'DOWNLOAD_REFUSED', status: 502 });
    await expect(only({ extractedFrom: ['http://127.0.0.1:1/'] })).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED', status: 503 });
    await expect(readFile(join(dir, 'other.json'))).rejects.toThrow('ENOENT');
  });

  it('takes JSON for the same whatever its white space and the order of its keys', () => {
    expect(sha256Json(JSON.parse('{"b": [{"d": 1, "c": "é"}],\n "a": null}'))).toBe(sha256Text('{"a":null,"b":[{"c":"é","d":1}]}'));
    expect(sha256Json([1, 2])).not.toBe(sha256Json([2, 1]));
  });
});
