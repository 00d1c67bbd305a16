/** Message catalogues by locale. Another language is another folder with the same keys, named here. */
import { en, type MessageKey } from './en/index.js';

export type Catalogue = Record<MessageKey, string | readonly string[]>;

export const catalogues = { en } satisfies Record<string, Catalogue>;
export type Locale = keyof typeof catalogues;
export const LOCALES = Object.keys(catalogues) as Locale[];
