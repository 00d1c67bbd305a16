/** The browser's storage, which may be full, forbidden or absent: then the page forgets on reload and says nothing. */
export function load(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param value stored as JSON; undefined forgets the key */
export function save(key: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing to do: what is shown stays right until the page is left.
  }
}
