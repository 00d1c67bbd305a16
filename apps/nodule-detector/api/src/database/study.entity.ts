import type { StudySource } from '@casebook/nodule-detector-contract';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** DICOM attributes by tag (PS3.18 F, DICOM JSON): `{"00080020": {"vr": "DA", "Value": ["20260101"]}}`. */
export type DicomJson = Record<string, unknown>;

@Entity('studies')
@Index('studies_received_at', ['receivedAt', 'studyUid'])
@Check('studies_source_check', `source IN ('upload', 'dicomweb', 'dimse', 'kafka')`)
export class StudyEntity {
  @PrimaryColumn('text', { name: 'study_uid' })
  studyUid: string;

  @Column('text')
  source: StudySource;

  @Column('text', { nullable: true })
  description: string | null;

  /** Attributes of patient and study, for searches. */
  @Column('jsonb', { default: {} })
  tags: DicomJson;

  @Column('timestamptz', { name: 'received_at', default: () => 'now()' })
  receivedAt: Date;

  /** When its latest file came. */
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt: Date;
}
