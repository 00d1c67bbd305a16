/** Keeping the keyboard's place while the page changes around it. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

const FOCUSABLE = 'a[href], button:not(:disabled), input, [tabindex="0"]';

/** An element with all that holds it, innermost first: where to look for a place once the element is gone. */
export function pathOf(element: Element | null): HTMLElement[] {
  const path: HTMLElement[] = [];
  for (let at = element; at instanceof HTMLElement && at !== document.body; at = at.parentElement) path.push(at);
  return path;
}

/** Focuses the first of a path, or, where it has left the page, the first thing that can be focused in what is left of its surroundings. */
export function focusNear(path: readonly HTMLElement[]): void {
  const left = path.find((element) => element.isConnected);
  const target = left === path[0] ? left : left?.querySelector<HTMLElement>(FOCUSABLE);
  target?.focus({ preventScroll: true });
}

/**
 * Gives the focus back to a list that had it when a new rendering moved or removed the element in focus (browsers then focus nothing, and
 * the next Tab starts at the top of the page): to the same element where it is still there, else to the one at its place.
 */
export function useKeptFocus(list: RefObject<HTMLElement | null>): void {
  const held = useRef<{ element: HTMLElement; place: number } | null>(null);

  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const hold = ({ target }: FocusEvent) => {
      const place = [...element.children].findIndex((child) => child.contains(target as Node));
      held.current = target instanceof HTMLElement && place >= 0 ? { element: target, place } : null;
    };
    const release = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget && !element.contains(relatedTarget as Node)) held.current = null;
    };
    const releaseByPointer = ({ target }: Event) => {
      if (!element.contains(target as Node)) held.current = null;
    };
    element.addEventListener('focusin', hold);
    element.addEventListener('focusout', release);
    document.addEventListener('pointerdown', releaseByPointer);
    return () => {
      element.removeEventListener('focusin', hold);
      element.removeEventListener('focusout', release);
      document.removeEventListener('pointerdown', releaseByPointer);
    };
  }, []);

  useLayoutEffect(() => {
    const was = held.current;
    if (!was || !list.current || document.activeElement !== document.body) return;
    const there = list.current.children[Math.min(was.place, list.current.children.length - 1)];
    const target = was.element.isConnected ? was.element : there?.querySelector<HTMLElement>(FOCUSABLE);
    target?.focus({ preventScroll: true });
  });
}
