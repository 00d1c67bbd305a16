/** Files that are on the disk when the call returns, and a clear error where the disk takes no more. */
import { open } from 'node:fs/promises';
import { CasebookError } from '@casebook/core';

/** Writes a new file and waits until the disk has it. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Waits until the disk has the names in a folder: without it a renamed file may be gone after a power cut. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return; // folders cannot be opened there
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** No space, quota used up, larger than the process may write. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * `DISK_FULL` (507) in place of an error that says so; any other error as it is.
 * @param kept what is still whole, for the message
 */
export function diskError(error: unknown, path: string, kept: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!FULL.has(code)) return error;
  return new CasebookError('DISK_FULL', `The disk has no room for ${path} (${code}): ${kept}. Free some space, then resume the run.`, {
    status: 507,
    cause: error,
  });
}
