import type { ItemSummaryDto } from '@casebook/recommender-contract';
import { Button, CheckIcon, PlusIcon } from '@casebook/ui';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatMoney, stockNote } from '../model/money.js';
import { formatRoute } from '../model/route.js';
import { Picture } from '../pictures/picture.js';
import { addToBasket } from '../store/actions.js';
import { route } from '../store/route.store.js';

export interface ProductCardProps {
  item: ItemSummaryDto;
  /** Why it is shown, in small print under the name. */
  why?: ComponentChildren;
  /** Came into its row with the last change. */
  fresh?: boolean;
  level?: 3 | 4;
}

/** An item on the shelf. Its name is a link to it, so it opens in a new tab as well; the whole card may be clicked. */
export function ProductCard({ item, why, fresh = false, level = 3 }: ProductCardProps) {
  const Heading = `h${level}` as 'h3' | 'h4';
  const note = stockNote(item.stock);
  return (
    <article class={`product${item.stock > 0 ? '' : ' product--gone'}${fresh ? ' product--fresh' : ''}`}>
      <div class="product__picture">
        <Picture item={item} />
        {fresh && <span class="badge badge--fresh">New for you</span>}
        {note && !fresh && <span class="badge">{note}</span>}
      </div>
      <div class="product__text">
        <Heading class="product__name">
          <a href={formatRoute({ ...route.value, item: item.id })}>{item.name}</a>
        </Heading>
        {why ? <p class="product__why">{why}</p> : <p class="product__why">{item.category}</p>}
      </div>
      <p class="price">{formatMoney(item.price)}</p>
      <AddButton item={item} />
    </article>
  );
}

function AddButton({ item }: { item: ItemSummaryDto }) {
  const [added, setAdded] = useState(0);
  useEffect(() => {
    if (!added) return undefined;
    const timer = setTimeout(() => setAdded(0), 1_400);
    return () => clearTimeout(timer);
  }, [added]);
  return (
    <Button
      tone="bare"
      class={`product__add${added ? ' product__add--done' : ''}`}
      aria-label={item.stock > 0 ? `Add ${item.name} to basket` : `${item.name} is sold out`}
      disabled={item.stock <= 0}
      onClick={() => {
        addToBasket(item);
        setAdded((times) => times + 1);
      }}
    >
      {added ? <CheckIcon /> : <PlusIcon />}
    </Button>
  );
}

/** The outline of a card that is on its way. */
export function ProductSkeleton() {
  return (
    <div class="product product--waiting" aria-hidden="true">
      <div class="product__picture ui-skeleton" />
      <div class="line ui-skeleton" />
      <div class="line line--short ui-skeleton" />
    </div>
  );
}
