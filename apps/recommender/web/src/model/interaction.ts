/** What a shopper does, as the CloudEvents the service takes. */
import type { InteractionEvent, InteractionType, ItemSummaryDto } from '@casebook/recommender-contract';

/** Names this page in every event; with the id it makes an event one of a kind. */
export const SOURCE = '/storefront';

export interface InteractionOptions {
  quantity?: number;
  /** Default now. */
  time?: Date;
  /** Default random; an event that is sent again keeps its id, and counts once. */
  id?: string;
}

/** One action of one customer on one item. */
export function interaction(
  type: InteractionType,
  userId: string,
  item: ItemSummaryDto,
  { quantity, time = new Date(), id = randomId() }: InteractionOptions = {},
): InteractionEvent {
  return {
    specversion: '1.0',
    id,
    source: SOURCE,
    type,
    time: time.toISOString(),
    datacontenttype: 'application/json',
    data: {
      userId,
      itemId: item.id,
      ...(quantity === undefined ? {} : { quantity }),
      ...(item.price === null ? {} : { price: item.price }),
    },
  };
}

/** 128 random bits in hexadecimal. Not `crypto.randomUUID`, which a browser has only on https and localhost. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
