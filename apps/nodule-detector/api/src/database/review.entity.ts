import type { Verdict } from '@casebook/nodule-detector-contract';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { FindingEntity } from './finding.entity.js';

/** What a person said of a finding; the latest counts, the others are its history. */
@Entity('reviews')
@Index('reviews_finding_id', ['findingId', 'at'])
@Check('reviews_verdict_check', `verdict IN ('confirmed', 'rejected')`)
export class ReviewEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'finding_id' })
  findingId: string;

  @ManyToOne(() => FindingEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'finding_id', foreignKeyConstraintName: 'reviews_finding_id_fkey' })
  finding: Relation<FindingEntity>;

  @Column('text')
  verdict: Verdict;

  @Column('text', { nullable: true })
  note: string | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at: Date;
}
