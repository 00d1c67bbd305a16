import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** The catalogue. A removed item keeps its row, so that every instance of the service sees the removal. */
@Entity('items')
@Index('items_updated_at', ['updatedAt'])
@Index('items_category', { synchronize: false }) // of what has not been removed: see the migration
@Check('items_stock_check', 'stock >= 0')
export class ItemEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  category: string;

  @Column('double precision', { nullable: true })
  price: number | null;

  @Column('integer')
  stock: number;

  @Column('jsonb')
  attributes: Record<string, string | number | boolean>;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  /** Set by the database's clock, the same for all instances. */
  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt: Date;

  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt: Date | null;
}
