import { resolve } from 'node:path';

/** Paths as the person who types them means them: from the folder they are in, which npx and nx leave. */
export const fromHere = (path: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
