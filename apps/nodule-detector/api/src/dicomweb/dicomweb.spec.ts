import { readDicomFile } from '@casebook/imaging';
import type { DicomJson } from '../database/study.entity.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallCt } from '../intake/testing/upload.js';
import { startTestService, type TestService } from '../testing/start-test-service.js';
import { readParts } from './multipart-related.js';

let service: TestService;
beforeAll(async () => void (service = await startTestService({ env: { SEARCH_WORKERS: '0', DEIDENTIFY: 'false' } })));
afterAll(() => service?.close());

interface Stowed {
  '00081190'?: { Value: string[] };
  '00081198'?: { Value: Record<string, { Value: unknown[] }>[] };
  '00081199'?: { Value: Record<string, { Value: unknown[] }>[] };
  '0008119A'?: { Value: Record<string, { Value: unknown[] }>[] };
}

async function stow(files: readonly Uint8Array[], path = '', on = service): Promise<{ status: number; body: Stowed & { code?: string } }> {
  const body = Buffer.concat([
    ...files.flatMap((bytes) => [Buffer.from('\r\n--XX\r\ncontent-type: application/dicom\r\n\r\n'), bytes]),
    Buffer.from('\r\n--XX--'),
  ]);
  const headers = { 'content-type': 'multipart/related; type="application/dicom"; boundary=XX', accept: 'application/dicom+json' };
  const response = await fetch(`${on.url}/dicom-web/studies${path}`, { method: 'POST', body, headers });
  expect(response.headers.get('content-type')).toMatch(/^application\/(dicom|problem)\+json/);
  return { status: response.status, body: (await response.json()) as Stowed };
}

const get = async (path: string, accept = '*/*') => {
  const response = await fetch(path.startsWith('http') ? path : `${service.url}/dicom-web${path}`, { headers: { accept } });
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, headers: response.headers, bytes, parts: () => readParts(bytes, type) };
};
const json = async (path: string) => {
  const { bytes, type } = await get(path);
  expect(type).toBe('application/dicom+json'); // and no character set: some clients compare it as a whole
  return JSON.parse(bytes.toString()) as Record<string, { vr: string; Value?: unknown[] }>[];
};
const uidOf = (file: Uint8Array) => readDicomFile(file).instance;

describe('STOW-RS', () => {
  it('stores, and says where', async () => {
    const files = smallCt('stow', 4, { PatientName: 'Doe^Jane', PatientID: 'J-1', StudyDescription: 'Thorax', StudyDate: '20250310' });
    const { status, body } = await stow(files);
    expect(status).toBe(200);
    expect(body['00081199']!.Value.map((item) => item['00081155']!.Value[0])).toEqual(files.map((file) => uidOf(file).sopInstanceUid));
    expect(body['00081198']).toBeUndefined();
    const address = body['00081199']!.Value[2]!['00081190']!.Value[0] as string;
    const found = await get(address);
    expect(found.parts().map((part) => uidOf(part).sopInstanceUid)).toEqual([uidOf(files[2]!).sopInstanceUid]);
    expect(await service.topology.database.query('SELECT status FROM jobs')).toEqual([{ status: 'queued' }]); // the batch is closed
  });

  it('tells of each instance that it does not store, and why', async () => {
    const mr = smallCt('mr', 3, { Modality: 'MR', SOPClassUID: '1.2.840.10008.5.1.4.1.1.4' })[0]!;
    const { status, body } = await stow([smallCt('partly', 3)[0]!, mr, Buffer.from('no DICOM at all')]);
    expect(status).toBe(202);
    expect(body['00081199']!.Value).toHaveLength(1);
    expect(body['0008119A']!.Value.map((item) => item['00081197']!.Value[0])).toEqual([0x0122, 0xc000]);
  });

  it('refuses the whole where nothing of it can be stored', async () => {
    expect((await stow([Buffer.from('x')])).status).toBe(409);
    const changed = await stow(smallCt('stow', 4, { WindowCenter: '1' }));
    expect(changed.status).toBe(409);
    expect(changed.body['00081198']!.Value.map((item) => item['00081197']!.Value[0])).toEqual(Array(4).fill(0x0111));
    expect(changed.body['00081198']!.Value[0]!['00081155']!.Value[0]).toBe(uidOf(smallCt('stow', 4)[0]!).sopInstanceUid);
  });

  it('into a study takes instances of that study alone', async () => {
    const [one] = smallCt('into', 3);
    expect((await stow([one!], '/1.2.3')).status).toBe(409);
    expect((await stow([one!], `/${uidOf(one!).studyUid}`)).status).toBe(200);
  });

  it('takes a single instance as the body, and refuses other types and broken bodies', async () => {
    const [one] = smallCt('single', 3);
    const post = (body: Blob | string, type: string) =>
      fetch(`${service.url}/dicom-web/studies`, { method: 'POST', body, headers: { 'content-type': type } });
    expect((await post(new Blob([new Uint8Array(one!)]), 'application/dicom')).status).toBe(200);
    expect((await post('{}', 'application/json')).status).toBe(415);
    expect((await post('x', 'multipart/related; boundary=y')).status).toBe(400);
    expect((await post('--y--', 'multipart/related; boundary=y')).status).toBe(400);
  });

  it('of files that are de-identified names them as the sender does, and leads to what is stored', async () => {
    const other = await startTestService({ env: { SEARCH_WORKERS: '0' } });
    try {
      const files = smallCt('private', 3, { PatientName: 'CANARY' });
      const sent = uidOf(files[0]!);
      for (const path of ['', `/${sent.studyUid}`]) {
        const { body, status } = await stow(files, path, other);
        expect(status).toBe(200);
        const item = body['00081199']!.Value[0]!;
        expect(item['00081155']!.Value[0]).toBe(sent.sopInstanceUid);
        const [part] = (await get(item['00081190']!.Value[0] as string)).parts();
        expect(uidOf(part!).sopInstanceUid).not.toBe(sent.sopInstanceUid);
        expect(part!.includes('CANARY')).toBe(false);
      }
    } finally {
      await other.close();
    }
  });
});

describe('QIDO-RS', () => {
  const first = (rows: Record<string, { Value?: unknown[] }>[], tag: string) => rows.map((row) => row[tag]?.Value?.[0]);
  const names = async (query: string) => first(await json(`/studies?${query}`), '00081030');

  it('lists studies with what PS3.18 asks for', async () => {
    const [study] = await json('/studies?PatientID=J-1');
    expect(study).toMatchObject({
      '00080020': { vr: 'DA', Value: ['20250310'] },
      '00080061': { vr: 'CS', Value: ['CT'] },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane' }] },
      '0020000D': { vr: 'UI', Value: [expect.stringMatching(/^2\.25\./)] },
      '00201206': { vr: 'IS', Value: [1] },
      '00201208': { vr: 'IS', Value: [4] },
      '00081190': { vr: 'UR', Value: [expect.stringMatching(/^http:.*\/dicom-web\/studies\/2\.25\./)] },
    });
  });

  it.each([
    ['PatientName=doe*', 1],
    ['PatientName=Doe^J?ne', 1],
    ['PatientName=Doe', 0],
    ['00100020=J-1', 1],
    ['StudyDate=20250301-20250331', 1],
    ['StudyDate=20250311-20251231', 0],
    ['StudyDate=20250311-', 3],
    ['StudyDate=-20250310', 1],
    ['ModalitiesInStudy=CT&PatientID=J-1', 1],
    ['ModalitiesInStudy=MR', 0],
    ['Modality=CT&PatientID=J-1', 1],
    ['StudyDescription=T%25orax', 0],
    ['StudyDescription=*', 4],
  ])('of studies with %s finds %i', async (query, count) => expect(await json(`/studies?${query}`)).toHaveLength(count));

  it('finds studies by a list of identifiers', async () => {
    const uids = first(await json('/studies'), '0020000D') as string[];
    expect(await json(`/studies?StudyInstanceUID=${uids[0]},${uids[1]}`)).toHaveLength(2);
    expect(await json(`/studies?StudyInstanceUID=${uids[0]}%5C1.2.3`)).toHaveLength(1);
  });

  it('pages, and says that there is more', async () => {
    const page = await get('/studies?limit=2&offset=1');
    expect(JSON.parse(page.bytes.toString())).toHaveLength(2);
    expect(page.headers.get('warning')).toMatch(/^299 .*There are 1 additional results/);
    expect(await json('/studies?offset=100')).toEqual([]);
  });

  it('lists series and instances, within a study and everywhere', async () => {
    const [study] = await json('/studies?PatientID=J-1');
    const uid = study!['0020000D']!.Value![0] as string;
    const [series] = await json(`/studies/${uid}/series`);
    expect(series).toMatchObject({ '00080060': { Value: ['CT'] }, '00201209': { Value: [4] }, '0020000E': { vr: 'UI' } });
    expect(series!['00100010']).toBeUndefined(); // the address names the study
    const seriesUid = series!['0020000E']!.Value![0] as string;
    const instances = await json(`/studies/${uid}/series/${seriesUid}/instances?InstanceNumber=2,3`);
    expect(instances).toHaveLength(0); // a list is for identifiers
    expect(first(await json(`/studies/${uid}/instances`), '00200013')).toEqual([1, 2, 3, 4]);
    expect(
      first(
        await json(`/studies/${uid}/series/${seriesUid}/instances?limit=1&includefield=RescaleSlope&includefield=00280030`),
        '00281053',
      ),
    ).toEqual([1]);
    expect((await json('/series?PatientID=J-1'))[0]).toMatchObject({ '00100020': { Value: ['J-1'] } });
    expect((await json('/instances?PatientID=J-1&limit=1&includefield=all'))[0]).toMatchObject({ '00281054': { Value: ['HU'] } });
  });

  it('does not do fuzzy matching, and says so', async () => {
    expect((await get('/studies?PatientName=Doe^Jane&fuzzymatching=true')).headers.get('warning')).toMatch(/fuzzymatching/);
  });

  it.each(['NoSuchThing=1', 'limit=x', 'limit=-1', '00091001=x', 'RequestAttributesSequence=1', 'includefield=Nonsense'])(
    'refuses %s',
    async (query) => {
      expect((await get(`/studies?${query}`)).status).toBe(400);
    },
  );

  it('takes quotes and backslashes for what they are', async () => {
    for (const text of [`'; DROP TABLE studies; --`, `" ?(@ == 1)`, '\\', '%', '_'.repeat(200)])
      expect(await json(`/studies?StudyDescription=${encodeURIComponent(text)}`)).toEqual([]);
    expect((await names('PatientID=J-1'))[0]).toBe('Thorax');
  });
});

describe('WADO-RS', () => {
  const place = async () => {
    const [instance] = await json('/instances?PatientID=J-1&InstanceNumber=3');
    return (instance!['00081190']!.Value![0] as string).replace(`${service.url}/dicom-web`, '');
  };

  it('gives a study, a series and an instance back, byte for byte', async () => {
    const instance = await place();
    const files = smallCt('stow', 4, { PatientName: 'Doe^Jane', PatientID: 'J-1', StudyDescription: 'Thorax', StudyDate: '20250310' });
    const levels = [instance, instance.replace(/\/instances.*/, ''), instance.replace(/\/series.*/, '')];
    const found = await Promise.all(levels.map((path) => get(path, 'multipart/related; type="application/dicom"; transfer-syntax=*')));
    expect(found.map((answer) => answer.parts().length)).toEqual([1, 4, 4]);
    expect(found[0]!.type).toMatch(/^multipart\/related; type="application\/dicom"; boundary=/);
    for (const [n, part] of found[1]!.parts().entries()) {
      const [stored, sent] = [part, files[n]!].map((file) => Buffer.from(file));
      const body = (file: Buffer) => file.subarray(file.indexOf(Buffer.from([8, 0, 8, 0])));
      expect(body(stored!).equals(body(sent!))).toBe(true);
    }
    const one = await get(instance, 'application/dicom');
    expect(one.type).toBe('application/dicom');
    expect(uidOf(one.bytes).instanceNumber).toBe(3);
  });

  it('gives metadata with addresses for the pixels', async () => {
    const path = await place();
    const [metadata] = (await json(`${path}/metadata`)) as unknown as DicomJson[];
    expect(metadata).toMatchObject({ '00280010': { vr: 'US', Value: [10] }, '00200013': { vr: 'IS', Value: [3] } });
    const { BulkDataURI } = metadata!['7FE00010'] as { BulkDataURI: string };
    expect((await get(BulkDataURI)).parts()[0]).toHaveLength(12 * 10 * 2);
    expect(await json(`${path.replace(/\/series.*/, '')}/metadata`)).toHaveLength(4);
  });

  it('gives frames uncompressed', async () => {
    const [frame] = (await get(`${await place()}/frames/1`, 'multipart/related; type="application/octet-stream"')).parts();
    const values = new Int16Array(new Uint8Array(frame!).buffer);
    expect(values).toHaveLength(120);
    expect(values[12 * 3 + 2]).toBe(100 * 2 + 10 * 3 + 2 - 500);
  });

  it.each([
    ['/studies/1.2.3', '*/*', 404],
    ['/studies/1.2.3/metadata', '*/*', 404],
    ['/studies/..%2f..', '*/*', 400],
    ['PLACE/frames/2', '*/*', 404],
    ['PLACE/frames/0', '*/*', 400],
    ['PLACE/frames/a', '*/*', 400],
    ['PLACE', 'image/png', 406],
    ['PLACE', 'application/dicom; transfer-syntax=1.2.840.10008.1.2.4.90', 406],
  ])('%s with %s is answered %i', async (path, accept, status) => {
    expect((await get(path.replace('PLACE', await place()), accept)).status).toBe(status);
  });
});
