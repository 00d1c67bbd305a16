/** Steps are to run on Spark too: what only DuckDB understands, or what reads and writes files itself, is refused. */
import { CasebookError } from '@casebook/core';

/** What must not stand in a step, and what to write instead. Spark SQL 3.4, ANSI mode with double-quoted identifiers. */
const refused: readonly (readonly [RegExp, string])[] = [
  [/::/, 'a cast with :: (write CAST(x AS type))'],
  [/\bas\s+varchar\b(?!\s*\()/i, 'VARCHAR without a length (write STRING)'],
  [/\bread_\w+\s*\(|\bcopy\b|\bfrom\s+'/i, 'reading or writing files (declare a source)'],
  [/\b(qualify|exclude|pivot|unpivot|unnest|try_strptime|strptime|epoch_ms|list_\w+|struct_pack)\b/i, 'a word of DuckDB only'],
  [/\bgroup\s+by\s+all\b|\border\s+by\s+all\b/i, 'GROUP BY ALL or ORDER BY ALL (name the columns)'],
  [/\b(insert|update|delete|create|drop|attach|install|load|pragma|set)\s+\w/i, 'a statement that is no SELECT'],
];

/**
 * Checks the text of a step.
 *
 * @param where the `.sql` file, for the sentence
 * @throws {CasebookError} `SQL_NOT_PORTABLE` naming the file and what to write instead
 */
export function checkPortable(sql: string, where: string): void {
  const code = sql.replace(/--.*$/gm, '').replace(/'(?:[^']|'')*'/g, (text) => (text === "''" ? "''" : "'…'"));
  const found = refused.filter(([pattern]) => pattern.test(code)).map(([, what]) => what);
  if (found.length > 0)
    throw new CasebookError('SQL_NOT_PORTABLE', `${where} holds ${found.join('; ')}.`, { details: { file: where, found } });
}
