import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Text } from '@casebook/data-pipelines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { downloadOnlineRetail } from './download.js';
import { readManifest, type Manifest } from './manifest.js';

const header = 'InvoiceNo,StockCode\n';
const days = { '2010-12-01.csv': `${header}536365,85123A\n`, '2010-12-02.csv': `${header}536366,"22633\nX"\n`, '2010-12-03.csv': header };
const joined = `${header}536365,85123A\n536366,"22633\nX"\n`;

describe('downloadOnlineRetail', () => {
  let dir: string;
  let server: Server;
  let manifest: Manifest;
  const asked: string[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'online-retail-'));
    server = createServer((request, response) => {
      asked.push(request.url!);
      response.end(days[request.url!.slice('/by-day/'.length) as keyof typeof days]);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/by-day/`;
    const parts = Object.entries(days).map(([name, text]) => ({ name, sha256: sha256Text(text), bytes: text.length }));
    const real = await readManifest();
    manifest = { ...real, file: { ...real.file, sha256: sha256Text(joined), bytes: joined.length }, download: { base, parts } };
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('joins the days in date order under one header, and fetches each once', async () => {
    const progress: string[] = [];
    const path = await downloadOnlineRetail(manifest, dir, { onProgress: (parts, total) => progress.push(`${parts}/${total}`) });
    expect(await readFile(path, 'utf8')).toBe(joined);
    expect(progress).toEqual(['1/3', '2/3', '3/3']);
    await rm(path);
    await downloadOnlineRetail(manifest, dir);
    expect(asked).toHaveLength(3);
  });

  it('names the day whose file is another one', async () => {
    const parts = manifest.download.parts.map((part, i) => (i === 1 ? { ...part, sha256: sha256Text('other') } : part));
    const wrong = { ...manifest, file: { ...manifest.file, sha256: sha256Text('x') }, download: { ...manifest.download, parts } };
    await expect(downloadOnlineRetail(wrong, join(dir, 'wrong'))).rejects.toMatchObject({
      code: 'CHECKSUM_MISMATCH',
      message: expect.stringContaining('2010-12-02.csv'),
    });
  });

  it('writes no file whose parts do not add up', async () => {
    const wrong = { ...manifest, file: { ...manifest.file, name: 'joined.csv', sha256: sha256Text('x') } };
    await expect(downloadOnlineRetail(wrong, dir)).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH' });
    await expect(readFile(join(dir, 'joined.csv'))).rejects.toThrow('ENOENT');
  });
});

describe('manifest.json', () => {
  it('lists days whose rows make the whole file', async () => {
    const { file, download } = await readManifest();
    const headerBytes = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n'.length;
    const rows = download.parts.reduce((sum, { bytes }) => sum + bytes - headerBytes, headerBytes);
    expect(rows).toBe(file.bytes);
    expect(download.parts.map(({ name }) => name)).toEqual(download.parts.map(({ name }) => name).sort());
    expect(download.parts).toHaveLength(305);
  });
});
