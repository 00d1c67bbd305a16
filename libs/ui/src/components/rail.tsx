import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useKeptFocus } from '../focus.js';
import { Button } from './button.js';
import { ArrowLeftIcon, ArrowRightIcon } from './icons.js';

export interface RailProps {
  /** Unique on the page: the heading's id is derived from it. */
  id: string;
  title: string;
  /** Small print beside the heading. */
  note?: ComponentChildren;
  /** Heading level; default 2. */
  level?: 2 | 3;
  /** While true the list is marked busy, for screen readers and styles. */
  busy?: boolean;
  /** `<li>` elements with keys. */
  children: ComponentChildren;
}

/** A row to scroll through sideways: by touch, by wheel, by its arrow buttons, or by tabbing through what is in it. */
export function Rail({ id, title, note, level = 2, busy = false, children }: RailProps) {
  const Heading = `h${level}` as 'h2' | 'h3';
  const list = useRef<HTMLUListElement>(null);
  const [edges, setEdges] = useState({ start: true, end: true });

  const look = () => {
    const element = list.current;
    if (!element) return;
    const start = element.scrollLeft <= 4;
    const end = element.scrollLeft + element.clientWidth >= element.scrollWidth - 4;
    setEdges((was) => (was.start === start && was.end === end ? was : { start, end }));
  };
  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(look);
  useKeptFocus(list);
  // A browser keeps in view what it showed, and would hide what has come in before it.
  useLayoutEffect(() => {
    if (edges.start) list.current?.scrollTo({ left: 0, behavior: 'instant' });
  }, [children]);

  const scroll = (direction: 1 | -1) => list.current?.scrollBy({ left: direction * list.current.clientWidth * 0.85 });

  return (
    <section class="ui-rail" aria-labelledby={`${id}-title`} data-rail={id}>
      <div class="ui-rail__head">
        <Heading class="ui-rail__title" id={`${id}-title`}>
          {title}
        </Heading>
        {note && <div class="ui-rail__note">{note}</div>}
        <div class="ui-rail__arrows" hidden={edges.start && edges.end}>
          <Button tone="bare" aria-label={`${title}: back`} disabled={edges.start} onClick={() => scroll(-1)}>
            <ArrowLeftIcon />
          </Button>
          <Button tone="bare" aria-label={`${title}: on`} disabled={edges.end} onClick={() => scroll(1)}>
            <ArrowRightIcon />
          </Button>
        </div>
      </div>
      <ul class="ui-rail__list" ref={list} aria-busy={busy} onScroll={look}>
        {children}
      </ul>
    </section>
  );
}
