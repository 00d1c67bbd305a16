/** The basket of this browser; it outlives reloads, outages and a change of customer. */
import type { ItemSummaryDto } from '@casebook/recommender-contract';
import { load, save } from '@casebook/ui';
import { computed, effect, signal } from '@preact/signals';
import { addItem, countOf, readBasket, totalOf, withQuantity } from '../model/basket.js';

const KEY = 'basket';

export const basket = signal(readBasket(load(KEY)));
export const basketCount = computed(() => countOf(basket.value));
export const basketTotal = computed(() => totalOf(basket.value));
export const basketOpen = signal(false);

effect(() => save(KEY, basket.value));

export const holdMore = (item: ItemSummaryDto, pieces: number) => void (basket.value = addItem(basket.peek(), item, pieces));
export const hold = (item: ItemSummaryDto, quantity: number) => void (basket.value = withQuantity(basket.peek(), item, quantity));
