/** The bank's ornament: a rosette as engraved on banknotes, of many thin lines that each go once around. */

export interface Rosette {
  /** Number of petals. */
  petals: number;
  /** Number of lines. */
  lines: number;
  /** Mean radius of the inmost and of the outmost line. */
  radius: readonly [number, number];
  /** How far a line swings about its radius, as a share of it. */
  swing: number;
  /** How far the outmost line is turned against the inmost, in petals. */
  twist: number;
}

/** Points a petal: enough for a smooth line at the sizes of a page. */
const STEPS = 24;

/**
 * One closed SVG path a line, about the origin: `r(θ) = R (1 + swing · cos(petals · θ + phase))`, a rhodonea about a circle.
 */
export function rosettePaths({ petals, lines, radius: [inner, outer], swing, twist }: Rosette): string[] {
  return Array.from({ length: lines }, (_, line) => {
    const share = lines === 1 ? 0 : line / (lines - 1);
    const mean = inner + (outer - inner) * share;
    const points = Array.from({ length: petals * STEPS }, (_, i) => {
      const angle = (2 * Math.PI * i) / (petals * STEPS);
      const r = mean * (1 + swing * Math.cos(petals * angle + 2 * Math.PI * twist * share));
      return `${(r * Math.sin(angle)).toFixed(1)} ${(-r * Math.cos(angle)).toFixed(1)}`;
    });
    return `M${points.join('L')}Z`;
  });
}
