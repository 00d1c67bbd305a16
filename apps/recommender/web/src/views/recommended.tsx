import { formatDuration, ProblemBanner, Rail } from '@casebook/ui';
import { greeting } from '../model/customer.js';
import { customer } from '../store/customer.store.js';
import { outage } from '../store/connection.js';
import { boughtItems, buyAgain, forYou, refreshRails, type RailState } from '../store/rails.store.js';
import { ProductCard, ProductSkeleton } from './product-card.js';

/** The greeting and the two rows that follow what the customer does. */
export function Recommended() {
  return (
    <>
      <Greeting />
      <RecommendationRail id="for-you" title="For you" rail={forYou.value} waitingFor={6} />
      {(buyAgain.value.items?.length ?? 0) > 0 && (
        <RecommendationRail id="buy-again" title="Buy again" rail={buyAgain.value} waitingFor={0} />
      )}
    </>
  );
}

function Greeting() {
  const { name, isNew } = customer.value;
  const bought = boughtItems.value;
  return (
    <div class="greeting">
      <h1>
        {greeting(new Date().getHours())}
        {isNew ? '' : `, ${name}`}
      </h1>
      <p class="greeting__line">{lineFor(bought)}</p>
    </div>
  );
}

function lineFor(bought: number | undefined): string {
  if (bought === undefined && outage.value) return 'Come in. Not everything is in its place at the moment.';
  if (bought === undefined) return 'Having a look at the shelves…';
  if (bought === 0) return 'We have not met. Look around, and watch the first row learn what you like.';
  return `You have brought home ${bought} different ${bought === 1 ? 'thing' : 'things'} from us. Here is what might come next.`;
}

/** Where most of a row is new, saying so on every card says nothing. */
const MOST_MARKED = 5;

function RecommendationRail({ id, title, rail, waitingFor }: { id: string; title: string; rail: RailState; waitingFor: number }) {
  const { items, problem } = rail;
  if (problem) {
    return (
      <ProblemBanner tone="notice" title={`${title} could not be shown.`} onRetry={() => void refreshRails()}>
        {problem.message}
      </ProblemBanner>
    );
  }
  if (!items && outage.value) return null;
  return (
    <>
      <Rail id={id} title={title} busy={!items} note={items && <Took rail={rail} />}>
        {items
          ? items.map(({ item, why }) => (
              <li key={item.id}>
                <ProductCard item={item} why={why.text} fresh={rail.fresh.size <= MOST_MARKED && rail.fresh.has(item.id)} />
              </li>
            ))
          : Array.from({ length: waitingFor }, (_, i) => (
              <li key={`waiting-${i}`}>
                <ProductSkeleton />
              </li>
            ))}
      </Rail>
      {items?.length === 0 && <p class="soft">Nothing to suggest yet: the shelves are empty, or everything is sold out.</p>}
      {rail.degraded && (
        <ProblemBanner tone="notice" title="These are everybody’s favourites.">
          Your own taste cannot be asked at the moment. <span class="soft-code">{rail.degraded}</span>
        </ProblemBanner>
      )}
    </>
  );
}

function Took({ rail }: { rail: { tookMs: number; roundTripMs: number } }) {
  return (
    <span class="took" title={`${formatDuration(rail.roundTripMs)} with the way there and back`}>
      chosen in {formatDuration(rail.tookMs)}
    </span>
  );
}
