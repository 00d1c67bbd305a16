/** What differs between two configurations, in words. */
import type { Json } from './stateful.js';

/** Places whose values differ, e.g. `optimiser.learningRate is 0.1 there and 0.2 here`. */
export function differences(there: Json, here: Json, at = ''): string[] {
  if (hasPlaces(there) && hasPlaces(here)) {
    const keys = [...new Set([...Object.keys(there), ...Object.keys(here)])];
    return keys.flatMap((key) => differences(there[key] ?? null, here[key] ?? null, at ? `${at}.${key}` : key));
  }
  const [a, b] = [JSON.stringify(there), JSON.stringify(here)];
  return a === b ? [] : [`${at} is ${says(there, a)} there and ${says(here, b)} here`];
}

/** The first few of them. */
export function listed(all: readonly string[], few = 3): string {
  const more = all.length - few;
  return [...all.slice(0, few), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

const hasPlaces = (value: Json): value is Record<string, Json> => typeof value === 'object' && value !== null;
const says = (value: Json, text: string) => (value === null ? 'absent' : typeof value === 'string' ? value : text);
