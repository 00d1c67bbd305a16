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

export const PALETTES: readonly Palette[] = [
  palette('#dfe8dc', '#7fa287', '#3f6b53', '#f6f9f2', '#e0a458'), // sage
  palette('#f3e1d6', '#d08a66', '#8f4a2e', '#fdf5ef', '#4f7c76'), // clay
  palette('#d9e6ee', '#7ba7c4', '#37617f', '#f4f9fc', '#e7b65c'), // sky
  palette('#f6ecca', '#e3bd57', '#93711d', '#fefaec', '#5e8aa0'), // butter
  palette('#e9dfea', '#a583ad', '#63416c', '#f9f4fa', '#e3a06d'), // plum
  palette('#f5dfe0', '#d58a91', '#8f454f', '#fdf3f3', '#6f9a8d'), // rose
  palette('#dcdfe8', '#6c7aa1', '#333f66', '#f3f5fa', '#e6b25e'), // ink
  palette('#e7ead2', '#a3ad5c', '#5e6a28', '#fafbee', '#c96f4a'), // moss
  palette('#ece5da', '#bfa684', '#745b3b', '#fcf9f4', '#5d8b86'), // sand
  palette('#d5e8e4', '#5fa79c', '#22665c', '#f0f9f7', '#ef9f72'), // teal
];
