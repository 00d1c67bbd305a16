/** Who is shopping. Ids are the shop's; names are made up from them, for a page a person likes to read. */
import { fnv1a } from '../pictures/choose.js';

export interface Customer {
  id: string;
  name: string;
  /** Made in this browser, so without a past in the shop. */
  isNew: boolean;
}

// prettier-ignore
const NAMES = [
  'Ada', 'Amara', 'Anouk', 'Arlo', 'Bela', 'Bruno', 'Carmen', 'Celia', 'Chidi', 'Clara', 'Dana', 'Dario', 'Edith', 'Elio', 'Emil', 'Esme',
  'Farah', 'Felix', 'Freya', 'Gwen', 'Hana', 'Hugo', 'Ida', 'Ines', 'Isak', 'Ivy', 'Jonas', 'Juno', 'Kaya', 'Kofi', 'Lena', 'Leo',
  'Lina', 'Luca', 'Mae', 'Malik', 'Marta', 'Mila', 'Mina', 'Nadia', 'Nils', 'Nora', 'Odile', 'Olga', 'Omar', 'Oskar', 'Petra', 'Priya',
  'Quinn', 'Rafa', 'Rosa', 'Ruben', 'Saskia', 'Selma', 'Sven', 'Tamar', 'Theo', 'Tilda', 'Uma', 'Vera', 'Wanda', 'Yara', 'Yusuf', 'Zoe',
];

/** A customer the shop knows; the same id has the same name everywhere. */
export const knownCustomer = (id: string): Customer => ({ id, name: NAMES[fnv1a(id) % NAMES.length]!, isNew: false });

const guest = (id: string): Customer => ({ id, name: 'Guest', isNew: true });

/** Somebody who was never here. `bytes` makes the id: 8 random bytes are enough for one shop. */
export function newCustomer(bytes: Uint8Array = crypto.getRandomValues(new Uint8Array(8))): Customer {
  return guest(`guest-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`);
}

/** Reads a stored customer, of which id and newness count; undefined where nothing usable was stored. */
export function readCustomer(stored: string | null): Customer | undefined {
  try {
    const value: unknown = JSON.parse(stored ?? 'null');
    if (typeof value !== 'object' || value === null) return undefined;
    const { id, isNew } = value as Partial<Customer>;
    if (typeof id !== 'string' || !id) return undefined;
    return isNew ? guest(id) : knownCustomer(id);
  } catch {
    return undefined;
  }
}

/** What to say to somebody at this hour (0–23). */
export function greeting(hour: number): string {
  if (hour < 5) return 'Still up';
  if (hour < 12) return 'Good morning';
  if (hour < 18) return 'Good afternoon';
  return 'Good evening';
}
