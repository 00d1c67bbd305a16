import { request } from 'node:http';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { StudyDetailDto, StudyPageDto } from '@casebook/nodule-detector-contract';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chestFiles } from '../testing/ball-in-lungs.js';
import { announcedFiles } from './announced-folder.js';
import { startTestService, type TestService } from '../testing/start-test-service.js';
import { tarOf } from './testing/archives.js';
import { named, smallCt, upload } from './testing/upload.js';

const folder = mkdtempSync(join(tmpdir(), 'casebook-uploads-'));
let service: TestService;
beforeAll(async () => void (service = await startTestService({ env: { UPLOAD_DIR: folder, UPLOAD_MAX_BYTES: '30000000' } })));
afterAll(async () => {
  await service?.close();
  rmSync(folder, { recursive: true });
});

const statuses = (files: readonly { status: string; code?: string | undefined }[]) => files.map(({ status, code }) => code ?? status);
const studies = async (q = '') => (await service.request<StudyPageDto>(`/v1/studies?q=${q}`)).body;
const detail = async (uid: string) => (await service.request<StudyDetailDto>(`/v1/studies/${uid}`)).body;

describe('an upload', () => {
  it('of a study is de-identified, stored, searched and listed', async () => {
    const files = chestFiles('anna', {
      patientName: 'CANARY^ANNA',
      patientId: 'CANARY-1',
      extra: () => ({ StudyDescription: 'CANARY thorax' }),
    });
    const sent = await upload(service.url, named(files));
    expect(sent.status).toBe(202);
    expect(new Set(statuses(sent.body.files))).toEqual(new Set(['stored']));
    const [study] = sent.body.studies;
    expect(study!.seriesUids).toHaveLength(1);
    const [listed] = (await studies()).studies;
    expect(listed).toMatchObject({ studyUid: study!.studyUid, source: 'upload', modality: 'CT', series: 1, instances: files.length });
    expect(await service.ended(listed!.job!.id)).toMatchObject({ status: 'done', seriesUid: study!.seriesUids[0] });
    const found = await detail(study!.studyUid);
    expect(found.findings.length).toBeGreaterThan(0);
    expect(found.series[0]!.volume!.shape[2]).toBe(files.length);
    expect(service.logs.join()).not.toMatch(/CANARY/);
    expect(JSON.stringify(found)).not.toMatch(/CANARY/);
    for (const { sha256 } of await service.topology.database.query<{ sha256: string }>('SELECT sha256 FROM instances')) {
      expect((await service.topology.store.get(sha256)).includes('CANARY')).toBe(false);
    }
  });

  it('sent again changes nothing: the same study, the same search', async () => {
    const files = smallCt('twice');
    const first = await upload(service.url, named(files));
    const job = (await detail(first.body.studies[0]!.studyUid)).study.job!;
    const again = await upload(service.url, named(files));
    expect(new Set(statuses(again.body.files))).toEqual(new Set(['duplicate']));
    expect(again.body.studies).toEqual(first.body.studies);
    const after = await detail(first.body.studies[0]!.studyUid);
    expect(after.study).toMatchObject({ instances: files.length, job: { id: job.id } });
  });

  it('of two halves is one series, searched whole', async () => {
    const files = smallCt('halves', 8);
    const first = await upload(service.url, named(files.slice(0, 4)));
    const uid = first.body.studies[0]!.studyUid;
    await upload(service.url, named(files.slice(4)));
    const { study } = await detail(uid);
    expect(study.instances).toBe(8);
    await service.ended(study.job!.id);
    const { content } = (
      await service.topology.database.query<{ content: string }>('SELECT content FROM jobs WHERE id = $1', [study.job!.id])
    )[0]!;
    const [whole] = await service.topology.database.query<{ content: string }>(
      `SELECT md5(string_agg(sop_uid || ':' || sha256, ',' ORDER BY sop_uid)) AS content FROM instances WHERE study_uid = $1`,
      [uid],
    );
    expect(content).toBe(whole!.content);
  });

  it('of archives takes every file in them, and names it by its path there', async () => {
    const files = smallCt('packed', 9);
    const inFolder = (part: Uint8Array[], folder: string) => part.map((bytes, n) => ({ name: `${folder}/deep/${n}.dcm`, bytes }));
    const zip = zipSync(Object.fromEntries(inFolder(files.slice(0, 3), 'a').map(({ name, bytes }) => [name, bytes])));
    const sent = await upload(service.url, [
      { name: 'a.zip', bytes: zip },
      { name: 'b.tar', bytes: await tarOf(inFolder(files.slice(3, 6), 'b')) },
      { name: 'c.tar.gz', bytes: gzipSync(await tarOf(inFolder(files.slice(6), 'c'))) },
    ]);
    expect(new Set(statuses(sent.body.files))).toEqual(new Set(['stored']));
    expect(sent.body.files.map(({ name }) => name)).toContain('c.tar.gz/c/deep/2.dcm');
    expect((await detail(sent.body.studies[0]!.studyUid)).study.instances).toBe(9);
  });

  it('tells what is wrong with each file, and goes on with the others', async () => {
    const [first, ...rest] = smallCt('mixed', 5);
    const tar = await tarOf([
      { name: '../out.dcm', bytes: first! },
      { name: 'note.txt', bytes: Buffer.from('hello') },
      { name: 'ok.dcm', bytes: rest[0]! },
    ]);
    const sent = await upload(service.url, [
      { name: '../../etc/1.dcm', bytes: first! },
      { name: 'letter.txt', bytes: Buffer.from('Dear CANARY') },
      { name: 'cut.dcm', bytes: rest[1]!.slice(0, 500) },
      { name: 'mr.dcm', bytes: smallCt('mr', 3, { Modality: 'MR', SOPClassUID: '1.2.840.10008.5.1.4.1.1.4' })[0]! },
      { name: 'DICOMDIR', bytes: smallCt('dir', 3, { SOPClassUID: '1.2.840.10008.1.3.10' })[0]! },
      { name: 'pack.tar', bytes: tar },
      { name: 'broken.zip', bytes: Buffer.from('PK\x03\x04 and then nothing') },
      ...named(rest.slice(1)),
    ]);
    expect(sent.status).toBe(202);
    expect(statuses(sent.body.files)).toEqual([
      'stored', 'NOT_DICOM', 'DICOM_DAMAGED', 'NOT_CT', 'DICOMDIR', 'ARCHIVE_PATH', 'NOT_DICOM', 'stored', 'ARCHIVE_DAMAGED', 'stored', 'stored', 'stored',
    ]); // prettier-ignore
    for (const { detail: sentence, status } of sent.body.files) if (status === 'refused') expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sent.body.studies).toHaveLength(1);
    expect(service.logs.join()).not.toMatch(/CANARY|letter\.txt/);
  });

  it('of two patients in one folder is two studies', async () => {
    const [anna, bert] = ['Anna', 'Bert'].map((patientId) =>
      smallCt(`of ${patientId}`, 4, { PatientID: patientId, PatientName: patientId }),
    );
    const sent = await upload(service.url, named([...anna!, ...bert!]));
    expect(sent.body.studies).toHaveLength(2);
    for (const { studyUid } of sent.body.studies) expect((await detail(studyUid)).study.instances).toBe(4);
  });

  it('of another image under an identifier that is taken is refused, and what is stored stays', async () => {
    const files = smallCt('original', 3);
    await upload(service.url, named(files));
    const sent = await upload(service.url, named(smallCt('original', 3, { WindowCenter: '99' })));
    expect(new Set(statuses(sent.body.files))).toEqual(new Set(['INSTANCE_DIFFERS']));
    const moved = await upload(
      service.url,
      named(smallCt('original', 3, { StudyInstanceUID: '1.2.3', SOPInstanceUID: '1.2.3.4' }).slice(0, 1)),
    );
    expect(statuses(moved.body.files)).toEqual(['SERIES_ELSEWHERE']);
    expect((await studies()).studies.some(({ instances }) => instances === 0)).toBe(false);
  });

  it('of what is no volume is kept and says why it is not searched', async () => {
    const short = await upload(service.url, named(smallCt('short', 2)));
    const scouts = await upload(service.url, named(smallCt('scouts', 4, { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] })));
    const codes = await Promise.all(
      [short, scouts].map(async ({ body }) => (await detail(body.studies[0]!.studyUid)).series[0]!.refused?.code),
    );
    expect(codes).toEqual(['SERIES_TOO_SHORT', 'SERIES_SCOUT']);
    const whole = await upload(service.url, named(smallCt('short', 4).slice(2))); // the rest of it comes
    expect((await detail(whole.body.studies[0]!.studyUid)).series[0]).not.toHaveProperty('refused');
  });

  it('has to hold a file, to be a form, and to be no larger than allowed', async () => {
    expect(await upload(service.url, [])).toMatchObject({ status: 400, body: { code: 'UPLOAD_EMPTY' } });
    expect(await service.request('/v1/uploads', { body: { files: [] } })).toMatchObject({
      status: 415,
      body: { code: 'MEDIA_TYPE_UNSUPPORTED' },
    });
    const broken = await service.request('/v1/uploads', {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'multipart/form-data; boundary=y' },
    });
    expect(broken.status).toBe(400);
    expect(await upload(service.url, [{ name: 'large', bytes: Buffer.alloc(31_000_000) }])).toMatchObject({
      status: 413,
      body: { code: 'UPLOAD_TOO_LARGE' },
    });
  });

  it('that breaks off keeps what came whole', async () => {
    const files = smallCt('broken off', 12);
    const parts = files.map((bytes, n) => Buffer.concat([Buffer.from(`--YY\r\ncontent-disposition: form-data; name="f"; filename="${n}"\r\n\r\n`), bytes, Buffer.from('\r\n')])); // prettier-ignore
    const sent = request(`${service.url}/v1/uploads`, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=YY' } });
    sent.on('error', () => undefined);
    for (const part of parts.slice(0, 11)) sent.write(part);
    sent.write(parts[11]!.subarray(0, 300));
    const { database } = service.topology;
    const stored = () =>
      database.query(`SELECT 1 FROM instances WHERE study_uid = (SELECT study_uid FROM studies ORDER BY received_at DESC LIMIT 1)`);
    await expect.poll(async () => (await stored()).length).toBe(11);
    sent.destroy();
    await expect.poll(async () => (await studies()).studies[0]).toMatchObject({ instances: 11, job: { attempts: expect.any(Number) } });
  });

  it('leaves nothing of itself outside of the store', async () => {
    const left = () => readdirSync(folder).filter((name) => name.startsWith('casebook-upload-'));
    await expect.poll(left).toEqual([]);
  });
});

describe('a series whose batch was never closed', () => {
  it('is searched after the next start', async () => {
    const { intake, runtime } = service.intake;
    const batch = intake.open('dimse');
    for (const bytes of smallCt('forgotten', 4)) await batch.addInstance('x', bytes);
    const { studyUid } = batch.outcomes[0]!.stored!;
    expect((await detail(studyUid)).study.job).toBeUndefined(); // the process is killed here
    await runtime.onApplicationBootstrap();
    await expect.poll(async () => (await detail(studyUid)).study.job?.studyUid).toBe(studyUid);
  });
});

describe('an announced folder', () => {
  it('is read with all that lies below it, without following links', async () => {
    mkdirSync(join(folder, 'announced', 'deep'), { recursive: true });
    for (const [n, bytes] of smallCt('announced', 4).entries())
      writeFileSync(join(folder, 'announced', n > 1 ? 'deep' : '', `${n}.dcm`), bytes);
    const sent = await service.intake.intake.receive('kafka', announcedFiles(folder, join(folder, 'announced')));
    expect(sent.files.map(({ name }) => name)).toEqual([
      'announced/0.dcm',
      'announced/1.dcm',
      'announced/deep/2.dcm',
      'announced/deep/3.dcm',
    ]);
    expect((await detail(sent.studies[0]!.studyUid)).study).toMatchObject({ source: 'kafka', instances: 4 });
    await expect(announcedFiles(folder, '/etc').next()).rejects.toMatchObject({ code: 'FOLDER_OUTSIDE' });
    await expect(announcedFiles(folder, join(folder, 'none')).next()).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
  });
});
