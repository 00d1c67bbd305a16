import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const workspace = fileURLToPath(new URL('../../../', import.meta.url));
