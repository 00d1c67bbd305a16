import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { StudyPageDto } from '@casebook/nodule-detector-contract';
import dimse from 'dcmjs-dimse';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallCt } from '../intake/testing/upload.js';
import { startTestService, type TestService } from '../testing/start-test-service.js';

let service: TestService;
let port: number;
const folder = mkdtempSync(join(tmpdir(), 'casebook-dimse-'));
beforeAll(async () => {
  service = await startTestService({
    env: { SEARCH_WORKERS: '0', DIMSE_PORT: '0', DIMSE_AE_TITLE: 'CASEBOOK', DIMSE_MAX_ASSOCIATIONS: '3', FILE_MAX_BYTES: '1000000' },
  });
  port = service.intake.dimse!.port!;
});
afterAll(async () => {
  await service?.close();
  rmSync(folder, { recursive: true });
});

const { Client } = dimse;
const { CEchoRequest, CStoreRequest } = dimse.requests;
type Request = InstanceType<typeof CStoreRequest> | InstanceType<typeof CEchoRequest>;

const store = (bytes: Uint8Array) => {
  const path = join(folder, `${Math.random()}.dcm`);
  writeFileSync(path, bytes);
  return new CStoreRequest(path);
};

/** Sends all through one association; the status of each answer, or how the association ended. */
async function send(requests: readonly Request[], { called = 'CASEBOOK', caller = 'SPEC' } = {}): Promise<(number | string)[]> {
  const client = new Client();
  const answers: (number | string)[] = [];
  for (const request of requests) {
    request.on('response', (response: { getStatus(): number }) => void answers.push(response.getStatus()));
    client.addRequest(request);
  }
  client.on('associationRejected', (result: { reason: number }) => void answers.push(`rejected ${result.reason}`));
  client.on('networkError', () => void answers.push('network'));
  const closed = once(client as never, 'closed');
  client.send('127.0.0.1', port, caller, called);
  await closed;
  return answers;
}

/** A-ASSOCIATE-RQ (PS3.8, 9.3.2) for CT images in explicit little endian. */
const ASSOCIATE_REQUEST = (() => {
  const item = (type: number, body: Buffer) => Buffer.concat([Buffer.from([type, 0, body.length >> 8, body.length & 255]), body]);
  const uid = (type: number, value: string) => item(type, Buffer.from(value));
  const context = item(
    0x20,
    Buffer.concat([Buffer.from([1, 0, 0, 0]), uid(0x30, '1.2.840.10008.5.1.4.1.1.2'), uid(0x40, '1.2.840.10008.1.2.1')]),
  );
  const user = item(0x50, item(0x51, Buffer.from([0, 0, 0x40, 0])));
  const titles = Buffer.from(['CASEBOOK', 'FUZZ'].map((title) => title.padEnd(16)).join(''));
  const body = Buffer.concat([Buffer.from([0, 1, 0, 0]), titles, Buffer.alloc(32), uid(0x10, '1.2.840.10008.3.1.1.1'), context, user]);
  return Buffer.concat([Buffer.from([1, 0, 0, 0, 0, body.length]), body]);
})();

const newest = async () => (await service.request<StudyPageDto>('/v1/studies?limit=1')).body.studies[0]!;
const total = async () => (await service.request<StudyPageDto>('/v1/studies?limit=1')).body.total;

describe('the listener', () => {
  it('answers C-ECHO', async () => expect(await send([new CEchoRequest()])).toEqual([0]));

  it('stores what comes, de-identified, and queues the series when the association is released', async () => {
    const files = smallCt('by dimse', 5, { PatientName: 'CANARY^DIMSE', PatientID: 'CANARY-3' });
    expect(await send(files.map(store))).toEqual([0, 0, 0, 0, 0]);
    const study = await newest();
    expect(study).toMatchObject({ source: 'dimse', instances: 5, series: 1, job: { status: 'queued' } });
    const rows = await service.topology.database.query<{ sha256: string }>('SELECT sha256 FROM instances');
    for (const { sha256 } of rows) expect((await service.topology.store.get(sha256)).includes('CANARY')).toBe(false);
    expect(service.logs.join()).not.toContain('CANARY');
  });

  it('takes the same study again without another', async () => {
    const files = smallCt('again', 3);
    await send(files.map(store));
    const before = await total();
    expect(await send(files.map(store))).toEqual([0, 0, 0]);
    expect(await total()).toBe(before);
  });

  it('refuses one image and goes on with the others', async () => {
    const [a, b, c] = smallCt('some', 3);
    const changed = smallCt('by dimse', 5, { WindowCenter: '1' })[0]!;
    const burned = smallCt('burned', 3, { BurnedInAnnotation: 'YES' })[0]!;
    expect(await send([a!, changed, b!, burned, c!].map(store))).toEqual([0, 0x0111, 0, 0xc000, 0]);
    expect((await newest()).instances).toBe(3);
  });

  it('refuses an image that is larger than allowed', async () => {
    const large = smallCt('large', 3, { ImageComments: 'x'.repeat(10_000), RedPaletteColorLookupTableData: new Uint8Array(1_100_000).buffer, _vrMap: { PixelData: 'OW', RedPaletteColorLookupTableData: 'OW' } }); // prettier-ignore
    expect(large[0]!.length).toBeGreaterThan(1_000_000);
    expect(await send([store(large[0]!), store(smallCt('after', 3)[0]!)])).toEqual([0xa700, 0]);
  });

  it('is told by its name', async () => {
    expect(await send([new CEchoRequest()], { called: 'SOMEBODY' })).toEqual(['rejected 7']); // called AE title not recognized: PS3.8, 9.3.4
  });

  it('ends a connection that announces four gigabytes, or sends what is no DICOM, and goes on answering', async () => {
    for (const bytes of [
      Buffer.from([1, 0, 0xff, 0xff, 0xff, 0xff]),
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.from([4, 0, 0, 0, 0, 8, 0, 0, 0, 4, 1, 2, 0, 0]),
    ]) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(bytes);
      await once(socket, 'close');
    }
    expect(await send([new CEchoRequest()])).toEqual([0]);
  });

  it('goes on answering after 200 connections of bytes that make little sense', async () => {
    const random = xoroshiro128plus(23);
    const below = (n: number) => uniformInt(random, 0, n - 1);
    for (let n = 0; n < 200; n++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      const bytes = Buffer.from(ASSOCIATE_REQUEST);
      for (let change = 0; change <= below(6); change++) bytes[below(bytes.length)] = below(256);
      const data = Buffer.from(Array.from({ length: below(60) }, () => below(256)));
      const header = Buffer.from([4, 0, 0, 0, 0, data.length]);
      socket.end(Buffer.concat([bytes, header, data]));
      await Promise.race([once(socket, 'close'), sleep(200)]);
      socket.destroy();
    }
    await expect.poll(() => send([new CEchoRequest()])).toEqual([0]);
  });

  it('takes no more associations at once than it is told to', async () => {
    const held = Array.from({ length: 3 }, () => connect(port, '127.0.0.1'));
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    const fourth = connect(port, '127.0.0.1');
    fourth.on('error', () => undefined);
    await once(fourth, 'close'); // at once
    await Promise.all(
      held.map((socket) => {
        const closed = once(socket, 'close');
        socket.destroy();
        return closed;
      }),
    );
    await expect.poll(() => send([new CEchoRequest()])).toEqual([0]);
  });

  it('keeps what came before a sender went away', async () => {
    const files = smallCt('cut off', 4);
    const client = new Client();
    let answered = 0;
    for (const bytes of files) {
      const request = store(bytes);
      request.on('response', () => {
        if (++answered === 3) client.abort();
      });
      client.addRequest(request);
    }
    client.on('networkError', () => undefined);
    client.send('127.0.0.1', port, 'SPEC', 'CASEBOOK');
    await expect.poll(async () => (await newest()).job?.status).toBe('queued');
    expect((await newest()).instances).toBeGreaterThanOrEqual(3);
  });
});

/** Not synchronously: the listener runs in this very process. */
const dcmtk = async (program: string, ...args: string[]) => (await promisify(execFile)(program, args, { timeout: 100_000 })).stdout;
const hasDcmtk = await dcmtk('storescu', '--version').catch(() => '');
if (!hasDcmtk) console.warn('No dcmtk: its storescu and echoscu are not tried.');

describe.skipIf(!hasDcmtk)('dcmtk', () => {
  it('echoes', async () => expect(await dcmtk('echoscu', '-aec', 'CASEBOOK', '127.0.0.1', String(port))).toBe(''));

  it('stores', async () => {
    const study = mkdtempSync(join(folder, 'study-'));
    for (const [n, bytes] of smallCt('by storescu', 6).entries()) writeFileSync(join(study, `${n}.dcm`), bytes);
    await dcmtk('storescu', '-aec', 'CASEBOOK', '127.0.0.1', String(port), '+sd', study);
    expect(await newest()).toMatchObject({ source: 'dimse', instances: 6 });
  });

  it('is told that another kind of image is not taken', async () => {
    writeFileSync(join(folder, 'mr.dcm'), smallCt('mr', 3, { Modality: 'MR', SOPClassUID: '1.2.840.10008.5.1.4.1.1.4' })[0]!);
    const sent = dcmtk('storescu', '-aec', 'CASEBOOK', '127.0.0.1', String(port), join(folder, 'mr.dcm'));
    await expect(sent).rejects.toThrow(/No presentation context/i);
  });
});

it('a port that is taken is told', async () => {
  await expect(startTestService({ env: { DIMSE_PORT: String(port) } })).rejects.toMatchObject({ code: 'DIMSE_PORT_IN_USE' });
});
