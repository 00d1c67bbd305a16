import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Text } from './checksum.js';
import { download } from './download.js';

const content = 'InvoiceNo,StockCode\n'.repeat(5000);
const sha256 = sha256Text(content);
const quick = { pause: 1, attempts: 3 };
const whole = (response: ServerResponse) => void response.end(content);

/** A real server on loopback that answers the nth request with the nth handler, the last one from then on. */
async function serve(...handlers: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handlers[Math.min(requests.length, handlers.length) - 1]!(response, request);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { file: { url: `http://127.0.0.1:${port}/data.csv`, sha256, bytes: content.length }, requests, close };
}

describe('download', () => {
  let dir: string;
  let path: string;
  let closing: (() => void)[] = [];
  const start = async (...handlers: Parameters<typeof serve>) => {
    const server = await serve(...handlers);
    closing.push(server.close);
    return server;
  };
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'download-'));
    path = join(dir, 'deep', 'data.csv');
  });
  afterEach(async () => {
    closing.forEach((close) => close());
    closing = [];
    await rm(dir, { recursive: true, force: true });
  });

  it('fetches once and then finds the file there', async () => {
    const { file, requests } = await start(whole);
    const progress: number[] = [];
    await download(file, path, { onProgress: (received) => progress.push(received) });
    await download(file, path);
    expect(await readFile(path, 'utf8')).toBe(content);
    expect(requests).toHaveLength(1);
    expect(progress.at(-1)).toBe(content.length);
  });

  it('goes on where the connection broke', async () => {
    let breakOff: (() => void) | undefined;
    const { file, requests } = await start(
      (response) => {
        response.writeHead(200, { 'content-length': content.length });
        response.write(content.slice(0, 40_000));
        breakOff = () => response.destroy();
      },
      (response, request) => {
        const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1]);
        response.writeHead(206, { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` });
        response.end(content.slice(from));
      },
    );
    await download(file, path, { ...quick, onProgress: () => breakOff?.() });
    expect(await readFile(path, 'utf8')).toBe(content);
    expect(requests[1]!.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('begins anew where the server knows no ranges', async () => {
    const { file } = await start(whole);
    await download(file, path, quick);
    await rm(path);
    await writeFile(`${path}.partial`, 'half of another file');
    await download(file, path, quick);
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('tries again after a server error', async () => {
    const { file, requests } = await start((response) => void response.writeHead(503).end(), whole);
    await download(file, path, quick);
    expect(requests).toHaveLength(2);
  });

  it('keeps nothing of a file with another checksum', async () => {
    const { file } = await start((response) => void response.end('x'.repeat(content.length)));
    await expect(download(file, path, quick)).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH', status: 422 });
    expect([existsSync(path), existsSync(`${path}.partial`)]).toEqual([false, false]);
  });

  it('stops at the first byte too many', async () => {
    const { file } = await start((response) => void response.end(content + content));
    await expect(download(file, path, quick)).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH' });
    expect(existsSync(path)).toBe(false);
  });

  it('says what to do when the file has moved', async () => {
    const { file, requests } = await start((response) => void response.writeHead(404).end());
    await expect(download(file, path, quick)).rejects.toMatchObject({ code: 'DOWNLOAD_REFUSED', message: expect.stringContaining('404') });
    expect(requests).toHaveLength(1);
  });

  it('says what to do without a network', async () => {
    const { file, close } = await start(whole);
    close();
    await expect(download(file, path, quick)).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      status: 503,
      message: expect.stringMatching(/ECONNREFUSED.*by hand/),
    });
  });

  it('gives up on a server that falls silent', async () => {
    const { file } = await start((response) => void response.writeHead(200).write('a'));
    await expect(download(file, path, { ...quick, attempts: 1, stall: 50 })).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: expect.stringContaining('no data'),
    });
  });
});
