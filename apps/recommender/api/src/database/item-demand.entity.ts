import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Purchases of an item on a day (days since 1970, UTC). */
@Entity('item_demand')
@Index('item_demand_updated_at', ['updatedAt'])
@Index('item_demand_day', ['day'])
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
