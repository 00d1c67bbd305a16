/** Colours of the drawn pictures. Each palette is one ground with four colours that read on it. */
export interface Palette {
  ground: string;
  main: string;
  deep: string;
  light: string;
  spark: string;
}

const palette = (ground: string, main: string, deep: string, light: string, spark: string): Palette => ({
  ground,
  main,
  deep,
  light,
  spark,
});

const NAMED = {
  sage: palette('#dfe8dc', '#7fa287', '#3f6b53', '#f8fbf5', '#e0a458'),
  clay: palette('#f3e1d6', '#d08a66', '#8f4a2e', '#fef7f2', '#4f7c76'),
  sky: palette('#d9e6ee', '#7ba7c4', '#37617f', '#f6fafd', '#e7b65c'),
  butter: palette('#f6ecca', '#e3bd57', '#93711d', '#fffcf0', '#5e8aa0'),
  plum: palette('#e9dfea', '#a583ad', '#63416c', '#fbf6fb', '#e3a06d'),
  rose: palette('#f5dfe0', '#d58a91', '#8f454f', '#fef5f5', '#6f9a8d'),
  ink: palette('#dcdfe8', '#6c7aa1', '#333f66', '#f5f7fb', '#e6b25e'),
  moss: palette('#e7ead2', '#a3ad5c', '#5e6a28', '#fcfdf2', '#c96f4a'),
  sand: palette('#ece5da', '#c6ad8a', '#745b3b', '#fdfaf5', '#5d8b86'),
  teal: palette('#d5e8e4', '#5fa79c', '#22665c', '#f3fbf9', '#ef9f72'),
  ember: palette('#f6ddd3', '#cf5f45', '#7d2c1c', '#fff4ef', '#e7b65c'),
  slate: palette('#e0e4e6', '#87949b', '#48545c', '#f7f9fa', '#d9915f'),
  charcoal: palette('#e2e0dd', '#5c5a58', '#2f2e2d', '#f8f7f5', '#dba24e'),
} as const;

export const PALETTES: readonly Palette[] = Object.values(NAMED);

/** Colour and material words of names; an item that says its colour has it. */
const WORDS: readonly (readonly [RegExp, keyof typeof NAMED])[] = [
  [/\b(moss|olive|green)\b/, 'moss'],
  [/\b(sage|mint)\b/, 'sage'],
  [/\b(slate|gr[ae]y|silver|steel)\b/, 'slate'],
  [/\b(ember|red|crimson|scarlet)\b/, 'ember'],
  [/\b(night|navy|indigo|midnight)\b/, 'ink'],
  [/\b(sand|oak|linen|natural|ash|beige|cream)\b/, 'sand'],
  [/\b(charcoal|black)\b/, 'charcoal'],
  [/\b(ochre|mustard|yellow|gold)\b/, 'butter'],
  [/\b(glacier|blue|sky)\b/, 'sky'],
  [/\b(terracotta|walnut|brown|orange|copper)\b/, 'clay'],
  [/\b(pink|rose|blush)\b/, 'rose'],
  [/\b(lavender|purple|violet|plum)\b/, 'plum'],
  [/\b(teal|turquoise)\b/, 'teal'],
];

/** The palette a name asks for, if it names a colour. */
export function paletteNamedIn(name: string): Palette | undefined {
  // Of "Ember Roasters Coffee Beans, Night Blue" the part after the comma is what the item looks like.
  const words = name.toLowerCase().split(',').reverse();
  for (const part of words) {
    const found = WORDS.find(([pattern]) => pattern.test(part));
    if (found) return NAMED[found[1]];
  }
  return undefined;
}
