/** Where a person is, kept in the address after `#`, so that back, forward, reload and a shared link work. */
export interface Route {
  /** The study that is open; absent on the worklist. */
  study?: string;
  /** The finding that is looked at. */
  finding?: string;
  /** What is searched for in the worklist. */
  search?: string;
}

/** `#/study/1.2.3?finding=…` or `#/?search=chest` → its parts; what is unknown or empty is left out. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const parameters = new URLSearchParams(query);
  const study = /^study\/([\d.]+)$/.exec(path)?.[1];
  const [finding, search] = [parameters.get('finding'), parameters.get('search')];
  return { ...(study ? { study } : {}), ...(study && finding ? { finding } : {}), ...(search ? { search } : {}) };
}

/** The address of a route: the inverse of `parseRoute`. */
export function formatRoute({ study, finding, search }: Route): string {
  const query = new URLSearchParams({ ...(study && finding ? { finding } : {}), ...(search ? { search } : {}) }).toString();
  return `#/${study ? `study/${study}` : ''}${query && `?${query}`}`;
}
