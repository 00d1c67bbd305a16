/** The service on one page: which part is made of which. */
import type { Logger } from '@casebook/core/logging';
import { InMemoryEventBus, openEventBus, Outbox, type EventBus, type EventHooks } from '@casebook/events';
import { createEventMetrics, type Metrics } from '@casebook/monitoring';
import { TOPICS } from '@casebook/nodule-detector-contract';
import { DatabaseService } from './database/database.service.js';
import { DetectorService } from './detection/detector.service.js';
import { SeriesSearch, type SearchSeriesParts } from './detection/search-series.js';
import { ANNOUNCEMENTS_GROUP } from './events/announcements.consumer.js';
import { FindingsService } from './findings/findings.service.js';
import { JobReports } from './jobs/job-reports.js';
import { JobWorker } from './jobs/job-worker.js';
import { JobsService } from './jobs/jobs.service.js';
import { LiveService } from './live/live.service.js';
import { registry } from './nodule.events.js';
import { brokersOf, type NoduleDetectorConfig } from './nodule-detector.config.js';
import { ReportService } from './report/report.service.js';
import { buildIntake, type Intake } from './intake/build-intake.js';
import { importer } from './intake/imports.js';
import type { IntakeConfig } from './intake/intake.config.js';
import { RuntimeService } from './runtime.service.js';
import { openStore } from './store/open-store.js';
import type { StudyStore } from './store/study-store.js';

export interface Topology {
  bus: EventBus;
  database: DatabaseService;
  store: StudyStore;
  detector: DetectorService;
  jobs: JobsService;
  findings: FindingsService;
  report: ReportService;
  live: LiveService;
  intake: Intake;
  runtime: RuntimeService;
}

export interface TopologyConfig {
  service: NoduleDetectorConfig;
  /** How studies come in, are kept and go out. */
  intake: IntakeConfig;
}

export interface TopologyParts {
  logger: Logger;
  metrics: Metrics;
  /** Instead of the one of the configuration. */
  bus?: EventBus | undefined;
}

/** Builds every part; nothing is connected or loaded yet but the store. @throws {UnavailableError} `STORE_UNAVAILABLE` */
export async function buildTopology(
  { service: config, intake: intakeConfig }: TopologyConfig,
  { logger, metrics, bus: givenBus }: TopologyParts,
): Promise<Topology> {
  const store = await openStore(intakeConfig);
  const events = createEventMetrics(metrics);
  const hooks: EventHooks = {
    published: events.published,
    consumed: events.consumed,
    redelivered: events.redelivered,
    relayed: events.relayed,
    deadLettered: (info) => {
      events.deadLettered(info);
      logger.warn(info, 'an event cannot be applied and was put aside');
    },
    unavailable: (info) => {
      events.unavailable(info);
      logger.warn({ what: info.what, err: info.error }, 'a part is away');
    },
  };
  const bus = givenBus ?? openBus(config, hooks);
  const database = new DatabaseService({ url: config.DATABASE_URL, dataDir: config.DATA_DIR, poolSize: config.DATABASE_POOL_SIZE, logger });
  const outbox = new Outbox(registry);
  const detector = new DetectorService({ registry: config.MODEL_REGISTRY, model: config.MODEL, threads: config.INFERENCE_THREADS, logger });

  const jobs = new JobsService(database, () => runtime.wakeWorkers());
  const findings = new FindingsService(database, outbox, () => runtime.relay?.wake());
  const report = new ReportService(database, findings);
  const searchParts: SearchSeriesParts = {
    database,
    store,
    detector,
    timeoutMs: config.SEARCH_TIMEOUT_MS,
    heapMb: config.SEARCH_HEAP_MB,
    maxBytes: config.SEARCH_MAX_BYTES,
    report: (studyUid, series) => report.of(studyUid, [series]),
  };
  const reports = new JobReports(database, outbox);
  const ended = metrics.counter('searches_total', 'Searches by how they ended', ['status']);
  const workers = Array.from(
    { length: config.SEARCH_WORKERS },
    () =>
      new JobWorker({
        database,
        reports,
        search: new SeriesSearch(searchParts),
        ready: () => detector.ready,
        logger,
        claim: { leaseMs: config.JOB_LEASE_MS, attempts: config.JOB_ATTEMPTS },
        onEnd: (status) => {
          ended.inc({ status });
          runtime.relay?.wake();
        },
      }),
  );
  const live = new LiveService(
    {
      job: (id) => jobs.get(id),
      active: () => jobs.active(),
      soFar: (jobId) => jobs.soFar(jobId),
      findings: (studyUid) => findings.ofStudy(studyUid),
    },
    logger,
  );
  const intake = await buildIntake(intakeConfig, { database, store, jobs, findings, logger, metrics });
  const runtime: RuntimeService = new RuntimeService({
    database,
    bus,
    detector,
    jobs,
    workers,
    live,
    hooks,
    logger,
    inboxDays: config.INBOX_DAYS,
    importNext: importer({ root: config.IMPORT_DIR, attempts: config.JOB_ATTEMPTS, database, intake: intake.intake, logger }),
    onLag: (messages) => events.lag(ANNOUNCEMENTS_GROUP, TOPICS.studies, messages),
  });
  return { bus, database, store, detector, jobs, findings, report, live, intake, runtime };
}

/** Messages a partition in memory holds: the process is to run for weeks, and what has been applied is in PostgreSQL. */
const MEMORY_RETENTION = 5000;

function openBus(config: NoduleDetectorConfig, hooks: EventHooks): EventBus {
  const brokers = brokersOf(config);
  if (brokers.length === 0) return new InMemoryEventBus({ retention: MEMORY_RETENTION, hooks });
  return openEventBus({ brokers, clientId: 'nodule-detector', hooks });
}

/** How the operator sees the bus. */
export const busName = (config: NoduleDetectorConfig) => (brokersOf(config).length > 0 ? 'Kafka' : 'in memory');
