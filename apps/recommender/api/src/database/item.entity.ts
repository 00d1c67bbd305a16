import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The catalogue. A removed item keeps its row, so that every instance of the service sees the removal. */
@Entity('items')
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
  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('timestamptz', { name: 'removed_at', nullable: true })
  removedAt: Date | null;
}
