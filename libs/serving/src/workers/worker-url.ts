/** Finds and starts worker modules from TypeScript sources and from built JavaScript alike. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * The address of a worker module beside the caller: `.ts` while running from sources, `.js` once built.
 *
 * @example
 * workerUrl('./inference.worker', import.meta.url);
 */
export const workerUrl = (path: string, importer: string): URL =>
  new URL(`${path}${new URL(importer).pathname.endsWith('.ts') ? '.ts' : '.js'}`, importer);

/**
 * Node's arguments for a worker: the parent's, and for a module in TypeScript the loader and the source condition where the parent was
 * started by a runner that has its own (Vitest).
 */
export function workerArguments(module: URL): string[] {
  if (!module.pathname.endsWith('.ts') || process.execArgv.some((argument) => argument.includes('@oxc-node/core'))) return process.execArgv;
  const loader = pathToFileURL(createRequire(module).resolve('@oxc-node/core')); // `require` knows the package's entry alone
  return [...process.execArgv, '--conditions=@casebook/source', '--import', new URL('./register.mjs', loader).href];
}
