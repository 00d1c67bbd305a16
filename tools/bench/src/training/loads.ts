/** What is trained, in numbers: the peer is given the same ones. */

export interface TwoTowerLoad {
  kind: 'two-tower';
  /** Rows of each embedding table. */
  items: number;
  width: number;
  batch: number;
  temperature: number;
}

export interface CnnLoad {
  kind: 'cnn3d';
  /** Cells a side. */
  size: number;
  batch: number;
  /** Channels of each level; each but the first halves the sides. */
  widths: number[];
}

export interface EncoderLoad {
  kind: 'encoder';
  layers: number;
  hidden: number;
  heads: number;
  feedForward: number;
  vocabulary: number;
  batch: number;
  length: number;
  classes: number;
  dropout: number;
}

export interface GruLoad {
  kind: 'gru';
  vocabulary: number;
  units: number;
  steps: number;
  batch: number;
  classes: number;
}

export type Load = { name: string } & (TwoTowerLoad | CnnLoad | EncoderLoad | GruLoad);

const encoder = (layers: number): Load => ({
  name: `encoder ${layers}×384, 32×32 tokens`,
  kind: 'encoder',
  layers,
  hidden: 384,
  heads: 12,
  feedForward: 1536,
  vocabulary: 30_522,
  batch: 32,
  length: 32,
  classes: 77,
  dropout: 0.1,
});

export const loads: readonly Load[] = [
  { name: 'two-tower 10k×64, batch 256', kind: 'two-tower', items: 10_000, width: 64, batch: 256, temperature: 0.05 },
  { name: '3-D CNN, 2×32³', kind: 'cnn3d', size: 32, batch: 2, widths: [16, 32, 64] },
  { name: 'GRU 64, 50 steps, batch 128', kind: 'gru', vocabulary: 10_000, units: 64, steps: 50, batch: 128, classes: 10 },
  { name: '3-D CNN, 4×48³, four levels', kind: 'cnn3d', size: 48, batch: 4, widths: [16, 32, 64, 64] },
  encoder(4),
  encoder(6),
];

/** The same networks, small enough for three thousand steps of each in a minute or two. */
export const memoryLoads: readonly Load[] = loads.flatMap((load): Load[] => {
  if (load.kind === 'two-tower') return [load];
  if (load.kind === 'gru') return [{ ...load, name: 'GRU 64, 10 steps, batch 128', steps: 10 }];
  if (load.kind === 'cnn3d' && load.size === 32) return [{ ...load, name: '3-D CNN, 2×16³', size: 16, widths: [8, 16] }];
  if (load.kind === 'encoder' && load.layers === 4) {
    return [
      { ...load, name: 'encoder 4×64, 8×16 tokens', hidden: 64, heads: 4, feedForward: 256, vocabulary: 1_000, batch: 8, length: 16 },
    ];
  }
  return [];
});

/** For a first look. */
export const quickLoads = loads.slice(0, 3);
