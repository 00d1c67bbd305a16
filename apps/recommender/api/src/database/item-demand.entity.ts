import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Purchases of an item on a day (days since 1970, UTC). */
@Entity('item_demand')
export class ItemDemandEntity {
  @PrimaryColumn('text', { name: 'item_id' })
  itemId: string;

  @PrimaryColumn('integer')
  day: number;

  @Column('integer')
  count: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
