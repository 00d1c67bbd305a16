/** The address bar as a signal. */
import { signal } from '@preact/signals';
import { formatRoute, parseRoute, type Route } from '../model/route.js';

export const route = signal<Route>(parseRoute(location.hash));

const follow = () => {
  const next = parseRoute(location.hash);
  if (formatRoute(next) !== formatRoute(route.peek())) route.value = next;
};
addEventListener('hashchange', follow);
addEventListener('popstate', follow);

/** Goes somewhere, as a step that the back button undoes; `replace` for what is not a step, such as each letter of a search. */
export function go(next: Route, { replace = false } = {}): void {
  const address = formatRoute(next);
  if (address === formatRoute(route.peek())) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  route.value = next;
}

/** Back to the worklist, with what was searched for. */
export const toWorklist = () => go({ search: route.peek().search });
