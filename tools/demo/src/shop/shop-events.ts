/** The synthetic shop's events and items in the words of the service's contract. */
import type { InteractionEvent, InteractionType, NewItemDto } from '@casebook/recommender-contract';
import type { CatalogueItem, ShopAction, ShopEvent } from '@casebook/dataset-synthetic-shop';

const TYPES: Record<ShopAction, InteractionType> = {
  view: 'shop.item.viewed',
  basket: 'shop.basket.added',
  purchase: 'shop.item.purchased',
};

/** @param time milliseconds since the epoch, instead of the event's own */
export const toInteraction = (event: ShopEvent, id: string, source: string, time = event.time): InteractionEvent => ({
  specversion: '1.0',
  id,
  source,
  type: TYPES[event.event],
  time: new Date(time).toISOString(),
  datacontenttype: 'application/json',
  data: { userId: event.userId, itemId: event.itemId, quantity: event.quantity, price: event.price },
});

export const toItem = ({ id, name, category, price, stock, brand, type }: CatalogueItem): NewItemDto => ({
  id,
  name,
  category,
  price,
  stock,
  attributes: { brand, type },
});
