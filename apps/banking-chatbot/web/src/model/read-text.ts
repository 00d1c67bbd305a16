/** Reads a text that was stored as JSON; undefined for anything else. */
export function readText(stored: string | null): string | undefined {
  try {
    const value: unknown = JSON.parse(stored ?? 'null');
    return typeof value === 'string' && value ? value : undefined;
  } catch {
    return undefined;
  }
}
