/** Every table of the service: the shop's, and those of inbox and outbox. */
import { eventEntities, eventMigrations } from '@casebook/events';
import { CreateShop1764000000000 } from './create-shop.migration.js';
import { InteractionEntity } from './interaction.entity.js';
import { ItemDemandEntity } from './item-demand.entity.js';
import { ItemEntity } from './item.entity.js';
import { UserItemEntity } from './user-item.entity.js';

export const entities = [...eventEntities, ItemEntity, InteractionEntity, UserItemEntity, ItemDemandEntity];
export const migrations = [...eventMigrations, CreateShop1764000000000];
