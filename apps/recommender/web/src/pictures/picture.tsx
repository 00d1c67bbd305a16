import * as motifs from './motifs/index.js';
import { chooseDrawing } from './choose.js';

/** The picture of an item, drawn from its id, name and category; decorative, since the name stands beside it. */
export function Picture({ item }: { item: { id: string; name: string; category: string } }) {
  const { motif, palette, vary } = chooseDrawing(item);
  return (
    <svg class="picture" viewBox="0 0 200 200" aria-hidden="true" focusable="false" preserveAspectRatio="xMidYMid slice">
      <rect width="200" height="200" fill={palette.ground} />
      <ellipse cx="100" cy="165" rx="62" ry="7" fill={palette.deep} opacity=".14" />
      {motifs[motif](palette, vary)}
    </svg>
  );
}
