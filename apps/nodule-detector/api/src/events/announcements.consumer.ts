/** Takes announcements from the bus: a stored series is queued, a folder is noted for reading, each once. */
import { NotFoundError } from '@casebook/core';
import { consume, eventIdentity, type EventBus, type EventHooks, type ReceivedEvent, type Subscription } from '@casebook/events';
import { TOPICS, type StudyAnnounced } from '@casebook/nodule-detector-contract';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';
import type { JobQueue } from '../jobs/job-queue.js';
import { studyAnnounced } from '../nodule.events.js';
import { addImport } from './imports.js';

/** Consumer group, and the inbox's name for it. */
export const ANNOUNCEMENTS_GROUP = 'nodule-detector.studies';

export interface AnnouncementsOptions {
  bus: EventBus;
  database: DatabaseService;
  hooks: EventHooks;
  queue: JobQueue;
  /** Whether folders may be announced. */
  mayImport: boolean;
  /** After the commit. */
  applied: () => void;
}

/** Subscribes. An announcement of what is not stored, or of a folder where none is allowed, goes to the dead letters with its cause. */
export function consumeAnnouncements({ bus, database, hooks, queue, mayImport, applied }: AnnouncementsOptions): Promise<Subscription> {
  const take = async (manager: EntityManager, event: ReceivedEvent) => {
    const data = event.data as StudyAnnounced;
    if ('studyUid' in data) await queue.enqueue(data.studyUid, data.seriesUid, manager);
    else if (mayImport) await addImport(manager, eventIdentity(event), data.folder);
    else throw new NotFoundError('IMPORT_NOT_ALLOWED', 'No folder may be announced here. Set IMPORT_DIR to the folder that holds them.');
  };
  return consume({
    bus,
    dataSource: database.dataSource,
    group: ANNOUNCEMENTS_GROUP,
    events: [studyAnnounced],
    hooks,
    from: 'earliest',
    maxBatch: 100,
    handle: async (manager, events) => {
      for (const event of events) await take(manager, event);
    },
    afterCommit: applied,
  });
}

/** Announcements that are not applied yet. @throws {UnavailableError} while the bus is away */
export async function announcementsLag(bus: EventBus): Promise<number> {
  const partitions = await bus.lag(TOPICS.studies, ANNOUNCEMENTS_GROUP);
  return partitions.reduce((sum, { lag }) => sum + lag, 0);
}
