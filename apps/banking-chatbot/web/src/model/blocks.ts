/** A plain text as it is laid out: paragraphs, and lists where lines begin as those of a list do. */
export type Block = { kind: 'text'; text: string } | { kind: 'list'; ordered: boolean; items: string[] };

const ITEM = /^\s*(?:([-•–*])|(\d{1,3})[.)])\s+(.*)$/;

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
    if (line.trim()) blocks.push({ kind: 'text', text: line });
  }
  return blocks;
}
