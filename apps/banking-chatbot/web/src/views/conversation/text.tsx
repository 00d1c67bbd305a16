import type { ReplySourceDto } from '@casebook/banking-chatbot-contract';
import { blocksOf, type Block } from '../../model/blocks.js';
import { read } from '../../store/policy.store.js';
import { words } from '../../words/index.js';
import { PageIcon } from '../icons.js';

/** What the bank says: plain text with its lists; the line that names its source is the way to it. */
export function Text({ text, source = null }: { text: string; source?: ReplySourceDto | null }) {
  return (
    <div class="text">
      {blocksOf(text).map((block, i) => {
        if (source && namesSource(block, source)) return <Source key={i} source={source} />;
        if (block.kind === 'text') return <p key={i}>{block.text}</p>;
        if (block.kind === 'rows') return <Rows key={i} rows={block.rows} />;
        const List = block.ordered ? 'ol' : 'ul';
        return (
          <List key={i}>
            {block.items.map((item, place) => (
              <li key={place}>{item}</li>
            ))}
          </List>
        );
      })}
    </div>
  );
}

/** What stands last in a row is a sum, and stands at the right. */
function Rows({ rows }: { rows: string[][] }) {
  return (
    <table class="rows">
      <tbody>
        {rows.map((cells, i) => (
          <tr key={i}>
            {cells.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `Source: Fees`, in whatever language. */
export const namesSource = (block: Block, { title }: ReplySourceDto) => block.kind === 'text' && block.text.endsWith(`: ${title}`);

export function Source({ source }: { source: ReplySourceDto }) {
  return (
    <button type="button" class="source" aria-haspopup="dialog" onClick={() => void read(source)}>
      <PageIcon />
      <span>
        {words.chat.source} <strong>{source.title}</strong>
        {source.section && ` · ${source.section}`}
      </span>
    </button>
  );
}
