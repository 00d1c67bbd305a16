/** What the global setup hands to the specs. */
import type {} from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export {};
