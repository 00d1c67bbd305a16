/** All that studies come in, are kept and go out by: which part is made of which. */
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Logger } from '@casebook/core/logging';
import type { Metrics } from '@casebook/monitoring';
import type { DatabaseService } from '../database/database.service.js';
import { readOrMakeKey } from '../deidentify/index.js';
import { QidoService } from '../dicomweb/qido.service.js';
import { WadoService } from '../dicomweb/wado.service.js';
import { DimseService } from '../dimse/dimse.service.js';
import type { FindingsService } from '../findings/findings.service.js';
import type { JobsService } from '../jobs/jobs.service.js';
import type { StudyStore } from '../store/study-store.js';
import { SeriesQueue } from '../studies/series-queue.js';
import { StudiesService } from '../studies/studies.service.js';
import { VolumeFiles } from '../studies/volumes/volume-files.js';
import { VolumesService } from '../studies/volumes/volumes.service.js';
import { FileReader } from './file-reader.js';
import { limitsOf, type IntakeConfig } from './intake.config.js';
import { IntakeRuntime } from './intake.runtime.js';
import { IntakeService } from './intake.service.js';

export interface IntakeNeeds {
  database: DatabaseService;
  store: StudyStore;
  jobs: JobsService;
  findings: FindingsService;
  logger: Logger;
  metrics: Metrics;
}

export interface Intake {
  intake: IntakeService;
  studies: StudiesService;
  volumes: VolumesService;
  qido: QidoService;
  wado: WadoService;
  dimse: DimseService | undefined;
  runtime: IntakeRuntime;
  uploadDir: string | undefined;
}

const VOLUME_TIMEOUT_MS = 120_000;
const VOLUME_HEAP_MB = 512;
const VOLUME_MAX_BYTES = 2e9;
const DIMSE_TIMEOUT_MS = 120_000;

/** Nothing listens yet: that begins with the service. @throws {CasebookError} `DEIDENTIFY_KEY_INVALID` */
export async function buildIntake(config: IntakeConfig, needs: IntakeNeeds): Promise<Intake> {
  const { database, findings, jobs, logger, metrics, store } = needs;
  const files = metrics.counter('files_received_total', 'Files that came, by way and by how they ended', ['source', 'status']);
  const queue = new SeriesQueue(database, jobs);
  const reader = new FileReader({
    key: config.DEIDENTIFY
      ? await readOrMakeKey(config.DEIDENTIFY_KEY_FILE ?? join(dirname(config.STORE_DIR), 'deidentify.key'))
      : randomBytes(32),
    deidentify: config.DEIDENTIFY ? { dates: config.DEIDENTIFY_DATES, characteristics: config.DEIDENTIFY_CHARACTERISTICS } : undefined,
    timeoutMs: config.FILE_TIMEOUT_MS,
    heapMb: config.FILE_HEAP_MB,
  });
  const counted = (source: string, { status }: { status: string }) => files.inc({ source, status });
  const intake = new IntakeService({ database, store, reader, queue, limits: limitsOf(config), logger, counted });
  const volumes = new VolumesService({
    database,
    store,
    files: await VolumeFiles.open(config.VOLUME_CACHE_DIR, config.VOLUME_CACHE_BYTES),
    timeoutMs: VOLUME_TIMEOUT_MS,
    heapMb: VOLUME_HEAP_MB,
    maxBytes: VOLUME_MAX_BYTES,
  });
  const wado = new WadoService(database, store);
  const dimse = dimseOf(config, intake, logger);
  return {
    intake,
    studies: new StudiesService({ database, store, jobs, findings }),
    volumes,
    qido: new QidoService(database),
    wado,
    dimse,
    runtime: new IntakeRuntime({ dimse, queue, closing: [reader, volumes, wado], logger }),
    uploadDir: config.UPLOAD_DIR,
  };
}

function dimseOf(config: IntakeConfig, intake: IntakeService, logger: Logger): DimseService | undefined {
  if (config.DIMSE_PORT === 'off') return undefined;
  const callers = config.DIMSE_CALLERS?.split(',').map((title) => title.trim()).filter(Boolean); // prettier-ignore
  return new DimseService(
    {
      host: config.DIMSE_HOST,
      port: config.DIMSE_PORT,
      door: { title: config.DIMSE_AE_TITLE, callers },
      maxAssociations: config.DIMSE_MAX_ASSOCIATIONS,
      timeoutMs: DIMSE_TIMEOUT_MS,
    },
    intake,
    logger,
  );
}
