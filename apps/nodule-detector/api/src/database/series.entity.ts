import type { Failure, VolumeGeometry } from '@casebook/nodule-detector-contract';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { StudyEntity, type DicomJson } from './study.entity.js';

@Entity('series')
@Index('series_study_uid', ['studyUid'])
export class SeriesEntity {
  @PrimaryColumn('text', { name: 'series_uid' })
  seriesUid: string;

  @Column('text', { name: 'study_uid' })
  studyUid: string;

  @ManyToOne(() => StudyEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'study_uid', foreignKeyConstraintName: 'series_study_uid_fkey' })
  study: Relation<StudyEntity>;

  @Column('text')
  modality: string;

  @Column('text', { nullable: true })
  description: string | null;

  /** Attributes of the series, for searches. */
  @Column('jsonb', { default: {} })
  tags: DicomJson;

  /** Known once the series was read. */
  @Column('jsonb', { nullable: true })
  volume: VolumeGeometry | null;

  /** What was mended, a sentence each. */
  @Column('jsonb', { default: [] })
  notes: string[];

  @Column('jsonb', { nullable: true })
  refused: Failure | null;

  @Column('timestamptz', { name: 'received_at', default: () => 'now()' })
  receivedAt: Date;
}
