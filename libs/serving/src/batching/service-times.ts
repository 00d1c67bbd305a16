/** How long a batch takes, learnt from those that ran. */

/** Weight that a measurement keeps with each later one: the last fifty or so count. */
const MEMORY = 0.98;

/**
 * ms ≈ fixed + perCell · cells, by least squares with exponential forgetting (Haykin, "Adaptive Filter Theory", recursive least squares); neither
 * part is ever negative.
 */
export class ServiceTimes {
  private weight = 0;
  private x = 0;
  private y = 0;
  private xx = 0;
  private xy = 0;

  /** @param cells elements of the batch with its padding: requests times the longest of them */
  add(cells: number, ms: number): void {
    this.weight = this.weight * MEMORY + 1;
    this.x = this.x * MEMORY + cells;
    this.y = this.y * MEMORY + ms;
    this.xx = this.xx * MEMORY + cells * cells;
    this.xy = this.xy * MEMORY + cells * ms;
  }

  /** Both 0 before the first measurement: nothing is refused for what is not known. */
  get line(): { fixed: number; perCell: number } {
    const { weight, x, y, xx, xy } = this;
    if (weight === 0) return { fixed: 0, perCell: 0 };
    const variance = weight * xx - x * x;
    // Batches of one size, up to rounding, tell nothing of a slope: all of their time is put on the cells, which is right for more of the same.
    const slope = variance > 1e-9 * weight * xx ? (weight * xy - x * y) / variance : y / x;
    const fixed = (y - slope * x) / weight;
    if (slope < 0) return { fixed: y / weight, perCell: 0 };
    if (fixed < 0) return { fixed: 0, perCell: xy / xx };
    return { fixed, perCell: slope };
  }
}
