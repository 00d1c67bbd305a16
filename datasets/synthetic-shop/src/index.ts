export type { CatalogueItem } from './catalogue.js';
export * from './csv.js';
export { Random } from '@casebook/data-pipelines/random';
export type { ShopAction, ShopEvent } from './session.js';
export * from './synthetic-shop.js';
