/** One file into the store and the database, or not at all. */
import type { StudySource } from '@casebook/nodule-detector-contract';
import { LIMITS } from '@casebook/nodule-detector-contract';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';
import type { DicomJson } from '../database/study.entity.js';
import { instanceDiffers, seriesElsewhere } from '../intake/intake-errors.js';
import type { StoredFile } from '../intake/worker/stored-file.js';
import { addressOf, type StudyStore } from '../store/study-store.js';
import { pickTags, SERIES_TAGS, STUDY_TAGS } from './level-tags.js';

export type StoreOutcome = 'stored' | 'duplicate';

/**
 * The same file twice changes nothing but that its bytes are put back where they were lost.
 *
 * @throws {ConflictError} `INSTANCE_DIFFERS`, `SERIES_ELSEWHERE`; what store and database throw
 */
export async function storeFile(
  database: DatabaseService,
  store: StudyStore,
  file: StoredFile,
  source: StudySource,
): Promise<StoreOutcome> {
  const sha256 = addressOf(file.bytes);
  return database.transaction(async (manager) => {
    await lockStudy(manager, file.studyUid);
    const known = await manager.query<{ sha256: string }[]>('SELECT sha256 FROM instances WHERE sop_uid = $1', [file.sopInstanceUid]);
    if (known.length > 0 && known[0]!.sha256 !== sha256) throw instanceDiffers();
    if (known.length === 0) await insert(manager, file, sha256, source);
    await store.put(file.bytes);
    return known.length > 0 ? 'duplicate' : 'stored';
  });
}

/**
 * Who adds to a study and who removes it wait for each other, until the end of the transaction: else bytes could be removed that were just found
 * to be there already. Bytes belong to one study, whose identifier is in them.
 */
export async function lockStudy(manager: EntityManager, studyUid: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [studyUid]);
}

async function insert(manager: EntityManager, file: StoredFile, sha256: string, source: StudySource): Promise<void> {
  const { tags, studyUid, seriesUid } = file;
  await manager.query(
    `INSERT INTO studies (study_uid, source, description, tags) VALUES ($1, $2, $3, $4)
     ON CONFLICT (study_uid) DO UPDATE SET updated_at = now()`,
    [studyUid, source, textOf(tags, '00081030'), pickTags(tags, STUDY_TAGS)],
  );
  await manager.query(
    'INSERT INTO series (series_uid, study_uid, modality, description, tags) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [seriesUid, studyUid, file.modality, textOf(tags, '0008103E'), pickTags(tags, SERIES_TAGS)],
  );
  const [series] = await manager.query<{ study_uid: string }[]>('SELECT study_uid FROM series WHERE series_uid = $1', [seriesUid]);
  if (series!.study_uid !== studyUid) throw seriesElsewhere();
  const inserted = await manager.query<unknown[]>(
    `INSERT INTO instances (sop_uid, series_uid, study_uid, sop_class_uid, transfer_syntax_uid, number, sha256, bytes, tags)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING 1`,
    [file.sopInstanceUid, seriesUid, studyUid, file.sopClassUid, file.transferSyntax, file.number, sha256, file.bytes.length, tags],
  );
  if (inserted.length === 0) throw instanceDiffers(); // in another study, at the same moment
}

/** A description as the contract has it; null for none. */
function textOf(tags: DicomJson, tag: string): string | null {
  const value = (tags[tag] as { Value?: unknown[] } | undefined)?.Value?.[0];
  if (typeof value !== 'string') return null;
  return (
    value
      .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
      .slice(0, LIMITS.description)
      .trim() || null
  );
}
