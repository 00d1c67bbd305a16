/** A plain text as it is laid out: paragraphs, lists where lines begin as those of a list do, rows where they are set in columns. */
export type Block =
  { kind: 'text'; text: string } | { kind: 'list'; ordered: boolean; items: string[] } | { kind: 'rows'; rows: string[][] };

const ITEM = /^\s*(?:([-•–*])|(\d{1,3})[.)])\s+(.*)$/;
/** `Savings account: €8,200.00`: a name and a sum. */
const NAMED_SUM = /^(.+): ([-−]?\p{Sc}?[A-Z]{0,3}\s?[\d.,]+(?:\s?\p{Sc})?)$/u;

/** The columns of a line, where it has any: two spaces part them. */
function cellsOf(line: string): string[] | undefined {
  const cells = line.trim().split(/ {2,}/);
  return cells.length > 1 ? cells : NAMED_SUM.exec(line)?.slice(1);
}

/**
 * Blocks of a text, in order. Nothing is read as markup: a line keeps its characters, but the sign or number that makes it a list's.
 *
 * @example
 * blocksOf('Your cards:\n1. Debit\n2. Credit'); // text 'Your cards:', then an ordered list of two
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n')) {
    const item = ITEM.exec(line);
    const last = blocks.at(-1);
    if (item) {
      const ordered = item[2] !== undefined;
      // A number that does not go on with the list is text: "2. January" is no item.
      const place = last?.kind === 'list' && last.ordered ? last.items.length + 1 : 1;
      if (!ordered || Number(item[2]) === place) {
        if (last?.kind === 'list' && last.ordered === ordered) last.items.push(item[3]!);
        else blocks.push({ kind: 'list', ordered, items: [item[3]!] });
        continue;
      }
    }
    const cells = cellsOf(line);
    if (cells && last?.kind === 'rows' && last.rows[0]!.length === cells.length) last.rows.push(cells);
    else if (cells) blocks.push({ kind: 'rows', rows: [cells] });
    else if (line.trim()) blocks.push({ kind: 'text', text: line });
  }
  return blocks;
}
