/** Which detections are hits, by the rules of LUNA16 (Setio et al. 2017, https://doi.org/10.1016/j.media.2017.06.015). */
import type { Vector3 } from '@casebook/imaging';

/** A mark of the detector: centre in mm (LPS) and probability. */
export interface Detection {
  centre: Vector3;
  probability: number;
}

/** A nodule as the readers marked it: diameter in mm. */
export interface Truth {
  centre: Vector3;
  diameter: number;
}

/** What one scan adds to the curve. */
export interface ScanResult {
  /** Of each nodule, the highest probability among the marks within its radius; undefined where it was missed. */
  found: (number | undefined)[];
  /** Probabilities of the marks that hit nothing. */
  falsePositives: number[];
}

/** An excluded finding without a diameter counts as this wide, mm. */
const UNKNOWN_DIAMETER = 10;
/** At most so many marks of a scan count: the likeliest. */
export const MOST_MARKS = 100;

/**
 * A mark is a hit where its distance to a nodule's centre is less than the radius. More marks on one nodule count once; marks on excluded findings
 * count neither way.
 *
 * @param excluded what fewer readers marked, or smaller than 3 mm; a diameter below 0 is unknown
 */
export function matchFindings(detections: readonly Detection[], nodules: readonly Truth[], excluded: readonly Truth[] = []): ScanResult {
  const marks = [...detections].sort((a, b) => b.probability - a.probability).slice(0, MOST_MARKS);
  const hits = (truth: Truth) => marks.filter((mark) => isHit(mark, truth));
  const found = nodules.map((nodule) => hits(nodule)[0]?.probability); // sorted: the first is the likeliest
  const used = new Set([...nodules, ...excluded].flatMap(hits));
  return { found, falsePositives: marks.filter((mark) => !used.has(mark)).map(({ probability }) => probability) };
}

function isHit({ centre }: Detection, truth: Truth): boolean {
  const radius = (truth.diameter < 0 ? UNKNOWN_DIAMETER : truth.diameter) / 2;
  return centre.reduce((sum, value, axis) => sum + (value - truth.centre[axis]!) ** 2, 0) < radius ** 2;
}
