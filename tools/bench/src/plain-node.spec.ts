/**
 * The command lines, started as a person starts them: vitest resolves modules in its own way, and lets pass what Node refuses, such as two modules
 * that export one name or an import that is a type only.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const trainings = readdirSync(join(root, 'apps')).map((study) => `apps/${study}/training/src/main.ts`);
const programs = ['tools/bench/src/main.ts', 'tools/demo/src/main.ts', ...trainings].filter((file) => existsSync(join(root, file)));

describe('in plain Node', () => {
  it.each(programs)(
    '%s says how it is used',
    async (program) => {
      const parameters = ['--conditions=@casebook/source', '--import', '@oxc-node/core/register', program, '--help'];
      const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: root });
      expect(stdout).toMatch(/^Usage: /);
    },
    180_000,
  );
});
