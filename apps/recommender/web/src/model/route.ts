/** Where in the shop a person is, kept in the address after `#`, so that back, forward, reload and a shared link work. */
export interface Route {
  /** The item whose dialog is open. */
  item?: string;
  category?: string;
  search?: string;
}

/** `#/?category=Garden&item=p12` → its parts; what is unknown or empty is left out. */
export function parseRoute(hash: string): Route {
  const query = new URLSearchParams(hash.replace(/^#\/?\??/, ''));
  const route: Route = {};
  for (const key of ['item', 'category', 'search'] as const) {
    const value = query.get(key);
    if (value) route[key] = value;
  }
  return route;
}

/** The address of a route: the inverse of `parseRoute`. */
export function formatRoute(route: Route): string {
  const given = Object.entries(route).filter(([, value]) => value);
  return given.length ? `#/?${new URLSearchParams(given)}` : '#/';
}
