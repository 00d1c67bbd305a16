import type { InteractionAction } from '@casebook/recommender-contract';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Every event once, as it came. No foreign key to items: an event may arrive before its item does. */
@Entity('interactions')
@Index('interactions_user_id', ['userId'])
@Check('interactions_action_check', `action IN ('view', 'basket', 'purchase')`)
export class InteractionEntity {
  /** Source and id of the event. */
  @PrimaryColumn('text', { name: 'event_id' })
  eventId: string;

  @Column('text', { name: 'user_id' })
  userId: string;

  @Column('text', { name: 'item_id' })
  itemId: string;

  @Column('text')
  action: InteractionAction;

  @Column('double precision')
  quantity: number;

  @Column('double precision', { nullable: true })
  price: number | null;

  @Column('text', { nullable: true })
  context: string | null;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;
}
