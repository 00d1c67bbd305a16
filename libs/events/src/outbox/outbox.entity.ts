import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event that was committed and waits to be published. */
@Entity('outbox')
export class OutboxEntry {
  @PrimaryColumn('bigint')
  position: string;

  @Column('text')
  topic: string;

  @Column('text')
  key: string;

  /** JSON object of strings. */
  @Column('text')
  headers: string;

  /** The message's value, JSON. */
  @Column('text')
  value: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
