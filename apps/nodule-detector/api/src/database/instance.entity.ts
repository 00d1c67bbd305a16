import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { SeriesEntity } from './series.entity.js';
import { StudyEntity, type DicomJson } from './study.entity.js';

/** One DICOM file; its bytes lie in the store under `sha256`. */
@Entity('instances')
@Index('instances_series_uid', ['seriesUid', 'number'])
@Index('instances_study_uid', ['studyUid'])
@Index('instances_sha256', ['sha256'])
export class InstanceEntity {
  @PrimaryColumn('text', { name: 'sop_uid' })
  sopUid: string;

  @Column('text', { name: 'series_uid' })
  seriesUid: string;

  @ManyToOne(() => SeriesEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'series_uid', foreignKeyConstraintName: 'instances_series_uid_fkey' })
  series: Relation<SeriesEntity>;

  @Column('text', { name: 'study_uid' })
  studyUid: string;

  @ManyToOne(() => StudyEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'study_uid', foreignKeyConstraintName: 'instances_study_uid_fkey' })
  study: Relation<StudyEntity>;

  @Column('text', { name: 'sop_class_uid' })
  sopClassUid: string;

  @Column('text', { name: 'transfer_syntax_uid' })
  transferSyntaxUid: string;

  /** Instance Number (0020,0013), where it has one. */
  @Column('integer', { nullable: true })
  number: number | null;

  @Column('text')
  sha256: string;

  /** `pg` gives a bigint as text. */
  @Column('bigint')
  bytes: string;

  /** All attributes but bulk data, as metadata answers. */
  @Column('jsonb', { default: {} })
  tags: DicomJson;

  @Column('timestamptz', { name: 'received_at', default: () => 'now()' })
  receivedAt: Date;
}
