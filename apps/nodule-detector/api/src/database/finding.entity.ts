import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { JobEntity } from './job.entity.js';
import { SeriesEntity } from './series.entity.js';
import { StudyEntity } from './study.entity.js';

/** What a search found. A later search of the series takes its place; it stays, for what people said of it. */
@Entity('findings')
@Index('findings_study_uid', { synchronize: false }) // of the current ones: see the migration
@Index('findings_series_uid', ['seriesUid'])
@Index('findings_job_id', ['jobId'])
@Check('findings_center_check', 'cardinality(center) = 3')
@Check('findings_voxel_check', 'cardinality(voxel) = 3')
@Check('findings_diameter_mm_check', 'diameter_mm > 0')
@Check('findings_probability_check', 'probability BETWEEN 0 AND 1')
export class FindingEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'job_id' })
  jobId: string;

  @ManyToOne(() => JobEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'findings_job_id_fkey' })
  job: Relation<JobEntity>;

  @Column('text', { name: 'study_uid' })
  studyUid: string;

  @ManyToOne(() => StudyEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'study_uid', foreignKeyConstraintName: 'findings_study_uid_fkey' })
  study: Relation<StudyEntity>;

  @Column('text', { name: 'series_uid' })
  seriesUid: string;

  @ManyToOne(() => SeriesEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'series_uid', foreignKeyConstraintName: 'findings_series_uid_fkey' })
  series: Relation<SeriesEntity>;

  @Column('boolean', { default: true })
  current: boolean;

  /** mm, LPS */
  @Column('double precision', { array: true })
  center: [number, number, number];

  /** Of the series as it was read. */
  @Column('double precision', { array: true })
  voxel: [number, number, number];

  @Column('double precision', { name: 'diameter_mm' })
  diameterMm: number;

  @Column('double precision')
  probability: number;

  @Column('text', { name: 'model_version' })
  modelVersion: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
