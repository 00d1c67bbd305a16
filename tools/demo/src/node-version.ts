/** The first thing that can be wrong on a new machine. No imports of other packages here: they might not load on an old Node. */

/** The least version that runs the repository, as in package.json's `engines`. */
export const LEAST_NODE = '20.19.0';

/**
 * Says what to do where Node is too old.
 *
 * @param version such as `20.19.1`
 * @returns a sentence, or undefined where the version will do
 */
export function nodeProblem(version: string): string | undefined {
  if (compare(version, LEAST_NODE) >= 0) return undefined;
  return `Node ${version} is too old: install ${LEAST_NODE} or newer from https://nodejs.org (or run \`nvm install\` here), then \`npm ci\` again.`;
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  for (let i = 0; i < 3; i++) if (left![i] !== right![i]) return left![i]! - right![i]!;
  return 0;
}
