import { Button, ProblemBanner } from '@casebook/ui';
import { categories, loadingMore, shelf, shelfProblem, showMore } from '../store/catalogue.store.js';
import { outage } from '../store/connection.js';
import { formatRoute } from '../model/route.js';
import { go, route } from '../store/route.store.js';
import { ProductCard, ProductSkeleton } from './product-card.js';

/** The shelves: by category, or what a search finds. */
export function Browse() {
  const { category, search } = route.value;
  return (
    <section class="browse" aria-labelledby="browse-title">
      <div class="browse__head">
        <h2 id="browse-title">{search ? `“${search}”` : (category ?? 'All around the shop')}</h2>
        <p class="soft" role="status">
          {shelf.value && `${shelf.value.total.toLocaleString('en')} ${shelf.value.total === 1 ? 'thing' : 'things'}`}
        </p>
      </div>
      {!search && <Categories current={category} />}
      <Shelf />
    </section>
  );
}

function Categories({ current }: { current: string | undefined }) {
  const all = categories.value?.filter(({ name }) => name);
  if (!all?.length) return null;
  return (
    <nav class="chips" aria-label="Categories">
      <Chip name="Everything" href={formatRoute({})} current={!current} />
      {all.map(({ name }) => (
        <Chip key={name} name={name} href={formatRoute({ category: name })} current={name === current} />
      ))}
    </nav>
  );
}

function Chip({ name, href, current }: { name: string; href: string; current: boolean }) {
  return (
    <a class="chip" href={href} aria-current={current ? 'page' : undefined}>
      {name}
    </a>
  );
}

function Shelf() {
  const problem = shelfProblem.value;
  const filled = shelf.value;
  if (problem) {
    return (
      <ProblemBanner tone="notice" title="These shelves could not be shown." onRetry={() => go({})}>
        {problem.message}
      </ProblemBanner>
    );
  }
  if (!filled)
    return outage.value ? (
      <p class="soft">The shelves are out of reach for the moment.</p>
    ) : (
      <Grid>
        {Array.from({ length: 8 }, (_, i) => (
          <li key={i}>{<ProductSkeleton />}</li>
        ))}
      </Grid>
    );
  if (!filled.items.length) {
    return (
      <div class="empty">
        <p>Nothing here by that name.</p>
        <Button onClick={() => go({})}>See everything</Button>
      </div>
    );
  }
  return (
    <>
      <Grid>
        {filled.items.map((item) => (
          <li key={item.id}>
            <ProductCard item={item} />
          </li>
        ))}
      </Grid>
      {filled.items.length < filled.total && (
        <div class="more">
          <Button onClick={showMore} disabled={loadingMore.value}>
            {loadingMore.value ? 'Fetching…' : 'Show more'}
          </Button>
        </div>
      )}
    </>
  );
}

function Grid({ children }: { children: preact.ComponentChildren }) {
  return <ul class="grid">{children}</ul>;
}
