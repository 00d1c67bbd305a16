/** The table of a compression. */
import { formatTable } from '../../metrics/table.js';
import type { CompressionRow } from './compress.js';

const headings: Record<string, string> = {
  parameters: 'parameters',
  nonzero: 'not zero',
  bytes: 'bytes',
  bytes_ratio: 'of uncompressed',
  gzip_bytes: 'gzipped',
  p50_ms_1_thread: 'p50 ms, 1 thread',
  p50_ms_1_thread_ratio: 'ratio, 1 thread',
  p50_ms: 'p50 ms',
  p50_ms_ratio: 'ratio',
};

/** One line a step; columns are those of the rows. */
export function formatCompression(rows: readonly CompressionRow[], { markdown = false } = {}): string {
  const names = [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics)))];
  const cell = (value: number | undefined) => {
    if (value === undefined) return '';
    return Number.isInteger(value) && value > 1 ? value.toLocaleString('en') : value.toFixed(3);
  };
  return formatTable(
    ['step', 'on', ...names.map((name) => headings[name] ?? name)],
    rows.map(({ system, load, metrics }) => [system, load.replace(/^from /, ''), ...names.map((name) => cell(metrics[name]))]),
    { markdown },
  );
}
