/** Places of a score and its threshold on a line, as shares of its length; the line is long enough for both and for what is usual. */
export function onScale(score: number, threshold: number): { score: number; threshold: number } {
  const low = Math.min(0, score, threshold);
  const high = Math.max(score, threshold, low + 2 * (threshold - low), low + Number.EPSILON);
  const place = (value: number) => (value - low) / (high - low);
  return { score: place(score), threshold: place(threshold) };
}
