/** What a phantom may look like. A range is drawn from evenly unless its name says otherwise. */
export type Range = readonly [low: number, high: number];

export interface PhantomSettings {
  anatomy: {
    /** Half the width and half the depth of the chest at its widest, mm. */
    halfWidth: Range;
    halfDepth: Range;
    /** From the lowest to the highest point of the lungs, mm. */
    lungHeight: Range;
    /** Subcutaneous fat, mm. */
    fat: Range;
    /** Hounsfield units of the lungs in the middle, and how much denser the back is than the front. */
    lung: Range;
    gravity: Range;
    /** Hounsfield units of blood: above 100 with a contrast agent. */
    blood: Range;
    /** Radius of the vessels' root at the hilum, mm, and where trees end. */
    vesselRoot: Range;
    smallestVessel: number;
  };
  findings: {
    /** Nodules of a phantom. */
    nodules: Range;
    /** Diameter, mm: log-normal with this median and spread, cut to the range. */
    diameter: Range;
    medianDiameter: number;
    diameterSpread: number;
    /** Shares of textures; they sum to one. */
    textures: { solid: number; partSolid: number; groundGlass: number };
    spiculated: number;
    lobulated: number;
    /** Shares that touch the pleura, and a vessel; the rest lie anywhere. */
    juxtaPleural: number;
    juxtaVascular: number;
    /** What is no nodule: plaques on the pleura and scars. */
    plaques: Range;
    scars: Range;
  };
  scanner: {
    /** Between columns and rows, mm. */
    pixel: Range;
    /** Between slices and of a slice, mm. */
    slice: Range;
    /** Blur within a slice, standard deviation in mm. */
    blur: Range;
    /** Noise, standard deviation in Hounsfield units. */
    noise: Range;
  };
}

/** What the detector is trained on. */
export const USUAL: PhantomSettings = {
  anatomy: {
    halfWidth: [150, 190],
    halfDepth: [98, 130],
    lungHeight: [210, 290],
    fat: [8, 30],
    lung: [-900, -820],
    gravity: [30, 110],
    blood: [30, 180],
    vesselRoot: [5.5, 7.5],
    smallestVessel: 0.45,
  },
  findings: {
    nodules: [1, 7],
    diameter: [3, 30],
    medianDiameter: 7,
    diameterSpread: 0.5,
    textures: { solid: 0.6, partSolid: 0.2, groundGlass: 0.2 },
    spiculated: 0.25,
    lobulated: 0.35,
    juxtaPleural: 0.3,
    juxtaVascular: 0.2,
    plaques: [0, 4],
    scars: [0, 4],
  },
  scanner: { pixel: [0.6, 0.85], slice: [1, 3], blur: [0.35, 0.8], noise: [15, 45] },
};

/** Outside of what it is trained on: larger and smaller people, thicker slices, more noise, more that is no nodule. Half of the hold-out is of these. */
export const UNUSUAL: PhantomSettings = {
  anatomy: {
    ...USUAL.anatomy,
    halfWidth: [140, 205],
    halfDepth: [92, 140],
    fat: [5, 45],
    lung: [-920, -790],
    gravity: [10, 140],
    blood: [25, 260],
    vesselRoot: [5, 8.5],
  },
  findings: {
    ...USUAL.findings,
    textures: { solid: 0.45, partSolid: 0.25, groundGlass: 0.3 },
    spiculated: 0.4,
    lobulated: 0.5,
    plaques: [2, 8],
    scars: [2, 8],
  },
  scanner: { pixel: [0.55, 0.95], slice: [1, 5], blur: [0.3, 1], noise: [15, 60] },
};
