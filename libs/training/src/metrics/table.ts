/** Plain tables for the console and for Markdown. */

/** Columns aligned; those of numbers to the right. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[], { markdown = false } = {}): string {
  const cells = [header, ...rows].map((row) =>
    header.map((_, column) => (markdown ? (row[column] ?? '').replaceAll('|', '\\|') : (row[column] ?? ''))),
  );
  const widths = header.map((_, column) => Math.max(3, ...cells.map((row) => row[column]!.length)));
  const numeric = header.map((_, column) => rows.length > 0 && cells.slice(1).every((row) => /^([-+]?[\d.]|$)/.test(row[column]!)));
  const pad = (text: string, column: number) => (numeric[column] ? text.padStart(widths[column]!) : text.padEnd(widths[column]!));
  const line = (row: string[]) => (markdown ? `| ${row.map(pad).join(' | ')} |` : row.map(pad).join('  ').trimEnd());
  const rule = widths.map((width, column) => (markdown && numeric[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  const [head, ...body] = cells.map(line);
  return [head, markdown ? `| ${rule.join(' | ')} |` : rule.join('  '), ...body].join('\n');
}
