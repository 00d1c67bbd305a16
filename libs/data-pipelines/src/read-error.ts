/** DuckDB's failures while a file is read, as ours: which file, which line, what to do. */
import { CasebookError, CorruptDataError, UnavailableError } from '@casebook/core';
import { basename } from 'node:path';

/** What DuckDB threw while it read `file`, as a typed error; its own words are the cause. */
export function readError(file: string, cause: unknown): CasebookError {
  if (cause instanceof CasebookError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const firstLine = message.split('\n')[0]!;
  const name = basename(file);
  const line = /on Line: (\d+)/.exec(message)?.[1] ?? 'unknown';
  if (/^Out of Memory/i.test(message)) {
    return new UnavailableError(
      'RESOURCES_EXHAUSTED',
      `${name} needs more memory or disk than the run may use (${firstLine}): raise memoryLimit or free disk.`,
      { cause },
    );
  }
  if (/CSV Error/.test(message)) {
    const expected = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
    const why = expected ? `${expected[2]} fields where the header has ${expected[1]}` : (message.split('\n')[2] ?? firstLine);
    return new CorruptDataError(
      'CSV_INVALID',
      `${name}, line ${line}: ${why}. Quote fields that hold the delimiter, a quote or a line break.`,
      { cause },
    );
  }
  return new CorruptDataError('FILE_UNREADABLE', `${name} cannot be read (${firstLine}): write or fetch it again.`, { cause });
}
