/** Changes to the catalogue: the row, its event and the view in memory go together. */
import { randomUUID } from 'node:crypto';
import { ConflictError, InvalidInputError, NotFoundError } from '@casebook/core';
import { createEvent, type DomainEvent, type Outbox } from '@casebook/events';
import type { CategoriesDto, ItemDto, ItemPageDto, ItemPatchDto, ItemQueryDto } from '@casebook/recommender-contract';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';
import { itemRemoved, itemUpserted } from '../shop.events.js';
import type { CatalogueRepository, WholeItem } from './catalogue.repository.js';
import type { CatalogueView } from './catalogue-view.js';
import { toItemDto, type ItemRow } from './item-row.js';

const source = '/recommender/catalogue';

export class CatalogueService {
  constructor(
    private readonly database: DatabaseService,
    private readonly repository: CatalogueRepository,
    private readonly view: CatalogueView,
    private readonly outbox: Outbox,
    private readonly wakeRelay: () => void,
  ) {}

  async list(query: ItemQueryDto): Promise<ItemPageDto> {
    const { rows, total } = await this.repository.list(query);
    return { items: rows.map(toItemDto), total };
  }

  async categories(): Promise<CategoriesDto> {
    return { categories: await this.repository.categories() };
  }

  /** @throws {NotFoundError} `ITEM_UNKNOWN` */
  async get(id: string): Promise<ItemDto> {
    return toItemDto(found(await this.repository.get(id)));
  }

  /** @throws {ConflictError} `ITEM_EXISTS` */
  async create(item: WholeItem): Promise<ItemDto> {
    const [row] = await this.write(async (manager) => {
      const created = await this.repository.create(manager, item);
      if (!created)
        throw new ConflictError('ITEM_EXISTS', 'There is an item with this id. Change it with PUT or PATCH, or take another id.');
      return [created];
    });
    return toItemDto(row!);
  }

  /** Creates or replaces many. @throws {InvalidInputError} `ITEM_TWICE` where an id occurs twice */
  async upsert(items: readonly WholeItem[]): Promise<number> {
    if (new Set(items.map(({ id }) => id)).size < items.length) {
      throw new InvalidInputError('ITEM_TWICE', 'An id occurs twice in the list. Send each item once.');
    }
    return (await this.write((manager) => this.repository.upsert(manager, items))).length;
  }

  async replace(item: WholeItem): Promise<ItemDto> {
    const [row] = await this.write((manager) => this.repository.upsert(manager, [item]));
    return toItemDto(row!);
  }

  /** @throws {NotFoundError} `ITEM_UNKNOWN` */
  async patch(id: string, patch: ItemPatchDto): Promise<ItemDto> {
    const [row] = await this.write(async (manager) => [found(await this.repository.patch(manager, id, patch))]);
    return toItemDto(row!);
  }

  /** @throws {NotFoundError} `ITEM_UNKNOWN` */
  async remove(id: string): Promise<void> {
    await this.write(async (manager) => [found(await this.repository.remove(manager, id))]);
  }

  /** When it resolves, the change is stored, its event is on its way, and the next answer of this instance knows it. */
  private async write(change: (manager: EntityManager) => Promise<ItemRow[]>): Promise<ItemRow[]> {
    const rows = await this.database.transaction(async (manager) => {
      const changed = await change(manager);
      await this.outbox.add(manager, changed.map(toEvent));
      return changed;
    });
    this.wakeRelay();
    await this.view.apply(rows);
    return rows;
  }
}

function toEvent({ id, name, category, price, stock, attributes, updated_at, removed_at }: ItemRow): DomainEvent {
  const about = { source, id: randomUUID(), time: updated_at, subject: id };
  return removed_at === null
    ? createEvent(itemUpserted, { id, name, category, price, stock, attributes }, about)
    : createEvent(itemRemoved, { id }, about);
}

function found(row: ItemRow | undefined): ItemRow {
  if (row) return row;
  throw new NotFoundError('ITEM_UNKNOWN', 'The catalogue has no item with this id. Create it with POST /v1/items.');
}
