/** Every table of the service: studies and searches, and those of inbox and outbox. */
import { eventEntities, eventMigrations } from '@casebook/events';
import { CreateJobs1764200000001 } from './create-jobs.migration.js';
import { CreateStudies1764200000000 } from './create-studies.migration.js';
import { FindingEntity } from './finding.entity.js';
import { ImportEntity } from './import.entity.js';
import { InstanceEntity } from './instance.entity.js';
import { JobEntity } from './job.entity.js';
import { ReviewEntity } from './review.entity.js';
import { SeriesEntity } from './series.entity.js';
import { StudyEntity } from './study.entity.js';

export const entities = [...eventEntities, StudyEntity, SeriesEntity, InstanceEntity, JobEntity, FindingEntity, ReviewEntity, ImportEntity];
export const migrations = [...eventMigrations, CreateStudies1764200000000, CreateJobs1764200000001];
