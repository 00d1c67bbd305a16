import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';

const root = join(import.meta.dirname, '..');

it("the README's first example runs as it stands", async () => {
  const example = /```ts\n([^]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))![1]!;
  const folder = join(root, 'out-tsc');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'readme-example.ts');
  writeFileSync(file, `${example}\nexport const answer = species!;\n`);
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const { answer } = (await import(/* @vite-ignore */ file)) as { answer: { data: Float32Array; dims: readonly number[] } };
  expect(answer.dims).toEqual([1, 3]);
  expect(answer.data.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  expect(log).toHaveBeenCalledWith(answer.data);
});
