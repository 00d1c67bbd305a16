import type { ItemDto } from '@casebook/recommender-contract';
import { Button, Dialog, formatDuration, ProblemBanner, Rail, Skeleton } from '@casebook/ui';
import { useEffect, useRef, useState } from 'preact/hooks';
import { mostOf } from '../model/basket.js';
import { formatMoney, stockNote } from '../model/money.js';
import { Picture } from '../pictures/picture.js';
import { addToBasket } from '../store/actions.js';
import { outage } from '../store/connection.js';
import { goesWith, opened, openedId, openedProblem } from '../store/item.store.js';
import { closeItem } from '../store/route.store.js';
import { ProductCard } from './product-card.js';
import { Stepper } from './stepper.js';

/** One item in full, with what goes with it. */
export function ItemDialog() {
  const id = openedId.value;
  const item = opened.value;
  return (
    <Dialog open={Boolean(id)} onClose={closeItem} labelledBy="item-title">
      {item ? <Details key={item.id} item={item} /> : <Waiting />}
      <GoesWith />
    </Dialog>
  );
}

function Waiting() {
  const problem = openedProblem.value ?? outage.value;
  return (
    <div class="item">
      {problem ? (
        <div class="item__problem">
          <h2 id="item-title">This item cannot be shown</h2>
          <ProblemBanner tone="notice" title={problem.kind === 'refused' ? 'Not in the shop.' : 'The shop does not answer.'}>
            {problem.message}
          </ProblemBanner>
        </div>
      ) : (
        <>
          <Skeleton class="item__picture" />
          <h2 id="item-title" class="ui-hidden">
            One moment
          </h2>
        </>
      )}
    </div>
  );
}

function Details({ item }: { item: ItemDto }) {
  const [pieces, setPieces] = useState(1);
  const heading = useRef<HTMLHeadingElement>(null);
  // Also when one item follows another: a screen reader starts at the new name, and the eye at the top.
  useEffect(() => heading.current?.focus(), []);
  const most = mostOf(item);
  const attributes = Object.entries(item.attributes);
  return (
    <div class="item">
      <div class="item__picture">
        <Picture item={item} />
      </div>
      <div class="item__text">
        <p class="soft">{item.category}</p>
        <h2 id="item-title" tabIndex={-1} ref={heading}>
          {item.name}
        </h2>
        <p class="item__price">{formatMoney(item.price)}</p>
        <p class="soft">{stockNote(item.stock) ?? 'In stock'}</p>
        {attributes.length > 0 && (
          <dl class="facts">
            {attributes.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{String(value)}</dd>
              </div>
            ))}
          </dl>
        )}
        <div class="item__buy">
          <Stepper label="Pieces" value={pieces} least={1} most={Math.max(most, 1)} onChange={setPieces} disabled={most === 0} />
          <Button tone="main" disabled={most === 0} onClick={() => addToBasket(item, pieces)}>
            {most === 0 ? 'Sold out' : 'Add to basket'}
          </Button>
        </div>
      </div>
    </div>
  );
}

function GoesWith() {
  const answer = goesWith.value;
  if (!answer || !answer.data.items.length) return null;
  const { items, took_ms, itemId } = answer.data;
  return (
    <div class="item__more">
      <Rail id="goes-with" title="Goes with this" level={3} note={<span class="took">chosen in {formatDuration(took_ms)}</span>}>
        {items.map(({ item, why }) => (
          <li key={item.id}>
            {/* That it goes with the item on show, the row's title says. */}
            <ProductCard item={item} why={why.itemId === itemId ? undefined : why.text} level={4} />
          </li>
        ))}
      </Rail>
    </div>
  );
}
