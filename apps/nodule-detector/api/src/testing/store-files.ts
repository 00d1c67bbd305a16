/** Files straight into store and database, for specs of what comes after. */
import { readDicomFile, uidOf } from '@casebook/imaging';
import type { Topology } from '../topology.js';

export interface StoredSeries {
  studyUid: string;
  seriesUid: string;
  jobId: string;
}

/** @param files of one series */
export async function storeFiles(
  { database, jobs, store }: Pick<Topology, 'database' | 'jobs' | 'store'>,
  files: readonly Uint8Array[],
): Promise<StoredSeries> {
  const read = await Promise.all(
    files.map(async (bytes) => ({ instance: readDicomFile(bytes).instance, sha256: await store.put(bytes), bytes: bytes.length })),
  );
  const { studyUid, seriesUid, modality } = read[0]!.instance;
  const jobId = await database.transaction(async (manager) => {
    await manager.query(`INSERT INTO studies (study_uid, source) VALUES ($1, 'upload') ON CONFLICT DO NOTHING`, [studyUid]);
    await manager.query('INSERT INTO series (series_uid, study_uid, modality) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      seriesUid,
      studyUid,
      modality,
    ]);
    for (const { instance, sha256, bytes } of read) {
      const [frame] = instance.frames;
      const tags = {
        '00200032': { vr: 'DS', Value: frame!.position },
        '00200037': { vr: 'DS', Value: frame!.orientation.flat() },
        '00200052': { vr: 'UI', Value: [uidOf(`frame of ${seriesUid}`)] },
        '00100020': { vr: 'LO', Value: [instance.patientId] },
        '00100010': { vr: 'PN', Value: [{ Alphabetic: instance.patientId }] },
        '00080020': { vr: 'DA', Value: ['20260101'] },
      };
      await manager.query(
        `INSERT INTO instances (sop_uid, series_uid, study_uid, sop_class_uid, transfer_syntax_uid, number, sha256, bytes, tags)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
        [
          instance.sopInstanceUid,
          seriesUid,
          studyUid,
          instance.sopClassUid,
          instance.transferSyntax,
          instance.instanceNumber,
          sha256,
          bytes,
          tags,
        ],
      );
    }
    return (await jobs.enqueue(studyUid, seriesUid, manager)).jobId;
  });
  jobs.wake();
  return { studyUid, seriesUid, jobId };
}
