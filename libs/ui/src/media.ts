import { signal, type ReadonlySignal } from '@preact/signals';

/**
 * Whether a media query holds, as a signal that follows the screen and the person's settings; false where there is no screen.
 *
 * @example
 * const wide = mediaQuery('(min-width: 1180px)');
 */
export function mediaQuery(query: string): ReadonlySignal<boolean> {
  const holds = signal(false);
  if (typeof matchMedia !== 'function') return holds;
  const list = matchMedia(query);
  holds.value = list.matches;
  list.addEventListener('change', () => (holds.value = list.matches));
  return holds;
}

/** Whether the person's system asks for dark colours; for drawings that cannot use CSS, such as a canvas. */
export const darkMode = mediaQuery('(prefers-color-scheme: dark)');
