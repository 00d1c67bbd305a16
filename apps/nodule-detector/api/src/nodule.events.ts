/** The events of the nodule detector, as the events library knows them. */
import { defineEvent, EventRegistry } from '@casebook/events';
import {
  EVENT_TYPES,
  findingReviewedSchema,
  studyAnnouncedSchema,
  studyRefusedSchema,
  studySearchedSchema,
  TOPICS,
} from '@casebook/nodule-detector-contract';

/** In: something to search. */
export const studyAnnounced = defineEvent({
  type: EVENT_TYPES.announced,
  topic: TOPICS.studies,
  version: '1',
  schema: studyAnnouncedSchema,
  key: (data) => ('studyUid' in data ? data.studyUid : data.folder),
});

export const studySearched = defineEvent({
  type: EVENT_TYPES.searched,
  topic: TOPICS.findings,
  version: '1',
  schema: studySearchedSchema,
  key: ({ studyUid }) => studyUid,
});

export const studyRefused = defineEvent({
  type: EVENT_TYPES.refused,
  topic: TOPICS.findings,
  version: '1',
  schema: studyRefusedSchema,
  key: ({ studyUid }) => studyUid,
});

export const findingReviewed = defineEvent({
  type: EVENT_TYPES.reviewed,
  topic: TOPICS.reviews,
  version: '1',
  schema: findingReviewedSchema,
  key: ({ finding }) => finding.studyUid,
});

/** `source` of what this service publishes. */
export const EVENT_SOURCE = '/nodule-detector';

export const registry = new EventRegistry([studyAnnounced, studySearched, studyRefused, findingReviewed]);
