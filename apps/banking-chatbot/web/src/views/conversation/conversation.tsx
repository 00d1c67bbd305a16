import { Button } from '@casebook/ui';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { caughtUp } from '../../store/connection.store.js';
import { exchanges, partial, typing } from '../../store/conversation.store.js';
import { words } from '../../words/index.js';
import { DownIcon } from '../icons.js';
import { ExchangeItem } from './exchange.js';
import { Welcome } from './welcome.js';

/** So near to its end a list counts as being at its end, in pixels. */
const NEAR = 80;

/** All that was said, following the newest unless the customer has gone back to read. */
export function Conversation() {
  const scroller = useRef<HTMLElement>(null);
  const [follows, setFollows] = useState(true);
  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  const said = exchanges.value;
  const mine = said.at(-1)?.id;

  // Whoever writes wants to see what they wrote.
  useLayoutEffect(() => setFollows(true), [mine]);
  useLayoutEffect(() => {
    if (follows) toEnd();
  }, [said, partial.value, typing.value, follows]);
  useEffect(() => {
    const element = scroller.current!;
    const observer = new ResizeObserver(() => element.dataset.follows === 'true' && toEnd());
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Only a step back stops it: the list also leaves its end when a reply grows or the space for it shrinks.
  const last = useRef(0);
  const look = ({ currentTarget: { scrollTop, clientHeight, scrollHeight } }: { currentTarget: HTMLElement }) => {
    if (scrollTop + clientHeight >= scrollHeight - NEAR) setFollows(true);
    else if (scrollTop < last.current) setFollows(false);
    last.current = scrollTop;
  };
  return (
    <div class="log">
      {/* Spoken by the live region when a reply is whole: as a live region of its own it would be read piece by piece. */}
      <section
        class="log__scroller"
        aria-label={words.chat.title}
        aria-busy={!caughtUp.value}
        tabIndex={0}
        ref={scroller}
        onScroll={look}
        data-follows={follows}
      >
        <Welcome />
        <ol class="log__list">
          {said.map((exchange) => (
            <ExchangeItem key={exchange.id} exchange={exchange} />
          ))}
        </ol>
      </section>
      {!follows && (
        <Button class="log__newest" onClick={() => setFollows(true)}>
          <DownIcon /> {words.chat.newest}
        </Button>
      )}
    </div>
  );
}
