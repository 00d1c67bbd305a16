import type { Failure, Finding, JobStage, JobStatus } from '@casebook/nodule-detector-contract';
import { Check, Column, Entity, Generated, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SeriesEntity } from './series.entity.js';
import { StudyEntity } from './study.entity.js';

/** A search of one series. */
@Entity('jobs')
@Index('jobs_waiting', { synchronize: false }) // of those that wait: see the migration
@Index('jobs_queue', { synchronize: false })
@Index('jobs_series_uid', ['seriesUid', 'position'])
@Index('jobs_study_uid', ['studyUid', 'position'])
@Check('jobs_status_check', `status IN ('queued', 'running', 'done', 'failed', 'cancelled')`)
export class JobEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** First come, first served. */
  @Column('bigint')
  @Generated('increment')
  position: string;

  @Column('text', { name: 'study_uid' })
  studyUid: string;

  @ManyToOne(() => StudyEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'study_uid', foreignKeyConstraintName: 'jobs_study_uid_fkey' })
  study: Relation<StudyEntity>;

  @Column('text', { name: 'series_uid' })
  seriesUid: string;

  @ManyToOne(() => SeriesEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'series_uid', foreignKeyConstraintName: 'jobs_series_uid_fkey' })
  series: Relation<SeriesEntity>;

  /** Digest of the instances that are searched: the same ones are not searched twice unless asked for. */
  @Column('text')
  content: string;

  @Column('text', { default: 'queued' })
  status: JobStatus;

  @Column('text', { nullable: true })
  stage: JobStage | null;

  @Column('double precision', { default: 0 })
  progress: number;

  @Column('double precision', { name: 'seconds_left', nullable: true })
  secondsLeft: number | null;

  @Column('integer', { default: 0 })
  attempts: number;

  /** After a failure that may pass by itself: when it is tried again. */
  @Column('timestamptz', { name: 'not_before', default: () => 'now()' })
  notBefore: Date;

  /** Which claim runs it: one that lost its job to another can no longer write. */
  @Column('uuid', { nullable: true })
  worker: string | null;

  /** A running job whose worker was not heard of for a while is given to another. */
  @Column('timestamptz', { name: 'heartbeat_at', nullable: true })
  heartbeatAt: Date | null;

  @Column('text', { name: 'model_version', nullable: true })
  modelVersion: string | null;

  /** Probability from which the package shows a finding. */
  @Column('double precision', { nullable: true })
  threshold: number | null;

  /** What a running search has found up to now. */
  @Column('jsonb', { name: 'so_far', nullable: true })
  soFar: Finding[] | null;

  @Column('jsonb', { nullable: true })
  error: Failure | null;

  @Column('jsonb', { name: 'stages_ms', default: {} })
  stagesMs: Partial<Record<JobStage, number>>;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}
