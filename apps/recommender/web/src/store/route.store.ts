/** The address bar as a signal. */
import { signal } from '@preact/signals';
import { formatRoute, parseRoute, type Route } from '../model/route.js';

export const route = signal<Route>(parseRoute(location.hash));

addEventListener('hashchange', () => (route.value = parseRoute(location.hash)));

/** Goes somewhere, as a step that the back button undoes; `replace` for what is not a step, such as each letter of a search. */
export function go(next: Route, { replace = false } = {}): void {
  const address = formatRoute(next);
  if (address === formatRoute(route.peek())) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  route.value = next;
}

addEventListener('popstate', () => (route.value = parseRoute(location.hash)));

export const openItem = (id: string) => go({ ...route.peek(), item: id });
export const closeItem = () => go({ ...route.peek(), item: undefined });
