import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** All that one user did with one item, summed up: what a recommendation reads. */
@Entity('user_items')
@Index('user_items_recent', { synchronize: false }) // the most recent first: see the migration
export class UserItemEntity {
  @PrimaryColumn('text', { name: 'user_id' })
  userId: string;

  @PrimaryColumn('text', { name: 'item_id' })
  itemId: string;

  @Column('integer')
  purchases: number;

  /** Sum of the action weights. */
  @Column('double precision')
  strength: number;

  /** Pieces purchased. */
  @Column('double precision')
  quantity: number;

  /** The last one known. */
  @Column('text', { nullable: true })
  context: string | null;

  @Column('timestamptz', { name: 'first_at' })
  firstAt: Date;

  @Column('timestamptz', { name: 'last_at' })
  lastAt: Date;
}
