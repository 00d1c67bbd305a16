import type { LiveAppliedDto } from '@casebook/recommender-contract';
import { formatDuration } from '@casebook/ui';
import { feed } from '../../store/live.store.js';

const VERBS: Record<LiveAppliedDto['type'], string> = {
  'shop.item.viewed': 'looked at',
  'shop.basket.added': 'picked up',
  'shop.item.purchased': 'bought',
};

/** Events as they arrive in the model's inputs, newest first. Not read out by itself: it would never stop. */
export function Feed() {
  return (
    <section class="feed" aria-labelledby="feed-title">
      <h3 id="feed-title">Events</h3>
      {feed.value.length ? (
        <ol class="feed__list" tabIndex={0} aria-label="Latest events">
          {feed.value.map((event) => (
            <Line key={event.id} event={event} />
          ))}
        </ol>
      ) : (
        <p class="soft">Quiet at the moment.</p>
      )}
    </section>
  );
}

function Line({ event }: { event: LiveAppliedDto }) {
  const own = event.userId !== null;
  return (
    <li class={`event${own ? ' event--own' : ''}`}>
      <span class={`event__dot event__dot--${event.type.split('.').at(-1)}`} aria-hidden="true" />
      <span class="event__text">
        {own ? 'You' : 'Somebody'} {VERBS[event.type]} <strong>{event.itemName ?? event.itemId}</strong>
      </span>
      <span class="event__lag" title="from its arrival to its being applied">
        {formatDuration(event.lagMs)}
      </span>
    </li>
  );
}
