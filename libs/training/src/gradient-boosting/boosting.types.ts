/** What goes into gradient boosting and what comes out: plain data. */
import type { EnsembleTree, TreeEnsemble } from '@casebook/onnx-export';

export interface BoostingData {
  /** rows × columns, row-major; NaN is a missing value, infinite values are refused. */
  features: Float32Array;
  rows: number;
  columns: number;
  /** 0 or 1 for `logistic` (or a probability), a grade 0, 1, 2 … for `lambdarank`. */
  labels: Float32Array;
  /** How much a row counts; 1 unless given. */
  weights?: Float32Array;
  /** Lengths of the consecutive runs of rows that belong to one query; `lambdarank` needs it. */
  groups?: Int32Array;
}

export interface BoostingOptions {
  objective: 'logistic' | 'lambdarank';
  /** 300 unless told. */
  trees?: number;
  /** 0.1 unless told. */
  learningRate?: number;
  /** Leaves of a tree; 31 unless told. */
  leaves?: number;
  /** A leaf's least number of rows, estimated from its share of the hessian as LightGBM does; 20 unless told. */
  minRowsInLeaf?: number;
  /** A leaf's least sum of hessians; 1e-3 unless told. */
  minHessianInLeaf?: number;
  /** Added to the hessian of a leaf; 1 unless told. */
  l2?: number;
  /** A split must gain more than this; 0 unless told. */
  minGain?: number;
  /** Bins of a column besides the one of missing values, 2 … 255; 255 unless told. */
  bins?: number;
  /** Share of columns drawn for each tree; 1 unless told. */
  featureFraction?: number;
  /** Share of rows drawn for each tree; 1 unless told. */
  rowFraction?: number;
  /** LambdaRank optimises the NDCG of this many places; 20 unless told. */
  truncation?: number;
  /** 1 unless told. */
  seed?: number;
  featureNames?: readonly string[];
  validation?: BoostingValidation;
  /** Called after each tree and awaited. */
  onProgress?: (progress: BoostingProgress) => void | Promise<void>;
}

export interface BoostingValidation {
  data: BoostingData;
  /** From raw scores of the validation rows to one number. */
  metric: (scores: Float64Array, data: BoostingData) => number;
  /** `max` unless told. */
  goal?: 'max' | 'min';
  /** Stop after so many trees without a better metric, and keep the trees up to the best; 50 unless told. */
  patience?: number;
  /** Trees between two measurements; 10 unless told. */
  every?: number;
}

export interface BoostingProgress {
  tree: number;
  trees: number;
  metric?: number;
  best?: number;
}

/** A tree with the gain of each split beside it, for feature importance. */
export interface BoostedTree extends EnsembleTree {
  feature: number[];
  threshold: number[];
  left: number[];
  right: number[];
  missingLeft: number[];
  value: number[];
  gain: number[];
}

/** A trained model. JSON keeps it whole; `treeEnsembleModel` of @casebook/onnx-export writes it as ONNX. */
export interface BoostedTrees extends TreeEnsemble {
  objective: BoostingOptions['objective'];
  featureNames: string[];
  trees: BoostedTree[];
  /** The validation metric as it was measured on the way. */
  history: { tree: number; metric: number }[];
}
