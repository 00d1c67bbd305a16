/** Reads a number that was stored as JSON; undefined for anything else, and outside of the range. */
export function readNumber(stored: string | null, low: number, high: number): number | undefined {
  try {
    const value: unknown = JSON.parse(stored ?? 'null');
    return typeof value === 'number' && value >= low && value <= high ? value : undefined;
  } catch {
    return undefined;
  }
}
