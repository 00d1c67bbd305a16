/** What a boosting round needs to know of a loss: where to start, and its first two derivatives by score. */
export interface Objective {
  baseScore: number;
  /** Writes both derivatives for the scores of all rows. */
  gradients: (scores: Float64Array, gradients: Float32Array, hessians: Float32Array) => void;
}
