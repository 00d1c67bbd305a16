/** Reasons as the api shows them. */
import { type Reason, reasonText } from '@casebook/recommender-contract/features';
import type { ReasonDto } from '@casebook/recommender-contract';
import type { Catalogue } from './catalogue/catalogue.js';

const kinds: Record<Reason['code'], ReasonDto['kind']> = {
  BOUGHT_BEFORE: 'bought-before',
  BECAUSE_BOUGHT: 'bought-together',
  BECAUSE_VIEWED: 'similar',
  POPULAR: 'popular',
  NEW: 'taste',
  SIMILAR_TASTE: 'taste',
};

export function toReasonDto(reason: Reason, catalogue: Catalogue): ReasonDto {
  const text = reasonText(reason, (row) => catalogue.nameOf(row));
  return { kind: kinds[reason.code], text, ...('item' in reason ? { itemId: catalogue.idOf(reason.item) } : {}) };
}

export const popularReason = (): ReasonDto => ({ kind: 'popular', text: 'popular this month' });
export const similarReason = (itemId: string, name: string): ReasonDto => ({ kind: 'similar', text: `goes with ${name}`, itemId });
