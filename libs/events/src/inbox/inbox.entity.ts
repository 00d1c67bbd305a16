import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event that a consumer has applied. */
@Entity('inbox')
export class InboxEntry {
  @PrimaryColumn('text')
  consumer: string;

  /** `eventIdentity`: source and id. */
  @PrimaryColumn('text', { name: 'event_id' })
  eventId: string;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;
}
