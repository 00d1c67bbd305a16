import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A folder that was announced and is not read yet. */
@Entity('imports')
export class ImportEntity {
  /** `eventIdentity` of the announcement. */
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  folder: string;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('timestamptz', { name: 'not_before', default: () => 'now()' })
  notBefore: Date;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
