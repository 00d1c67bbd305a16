import { blocksOf } from '../../model/blocks.js';

/** What the bank says: plain text with its lists. */
export function Text({ text }: { text: string }) {
  return (
    <div class="text">
      {blocksOf(text).map((block, i) => {
        if (block.kind === 'text') return <p key={i}>{block.text}</p>;
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
