/**
 * For specs: every file they make passes ONNX' own checker, with shape inference.
 *
 * Needs Python with `pip install onnx==1.23.2` (or near): the one that CASEBOOK_PYTHON names, else python3. Without it nothing is checked, and
 * `onnx-checker.spec.ts` shows as skipped.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const python = process.env['CASEBOOK_PYTHON'] ?? 'python3';

const script = `
import pathlib, sys, onnx
bad = 0
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    try:
        onnx.checker.check_model(onnx.load(path), full_check=True)
    except Exception as error:
        bad += 1
        print(path.name, error)
sys.exit(1 if bad else 0)
`;

export const hasChecker = spawnSync(python, ['-c', 'import onnx'], { timeout: 60_000 }).status === 0;

/** What the checker says against any of the files; empty where it finds no fault. */
export function complaints(files: Iterable<Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'onnx-checker-'));
  try {
    for (const bytes of files) writeFileSync(join(folder, createHash('sha256').update(bytes).digest('hex')), bytes);
    const { status, stdout, stderr } = spawnSync(python, ['-c', script, folder], { encoding: 'utf8', timeout: 120_000 });
    return status === 0 ? '' : stdout + stderr || `the checker ended with ${status}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const made: Uint8Array[] = [];

/** Has a file checked when the specs of this file are through: one start of Python for all of them. */
export function checkLater(bytes: Uint8Array): void {
  if (hasChecker) made.push(bytes);
}

afterAll(() => {
  const found = made.length > 0 ? complaints(made) : '';
  if (found) throw new Error(`ONNX' checker refuses files that these specs made:\n${found}`);
});
