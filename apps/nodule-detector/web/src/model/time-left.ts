/** How long something will still take, as a person says it: an estimate has no more than one or two digits. */
export function timeLeft(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '';
  if (seconds < 3) return 'a moment left';
  if (seconds < 20) return `${Math.round(seconds)} s left`;
  if (seconds < 90) return `${Math.round(seconds / 5) * 5} s left`;
  return `${Math.round(seconds / 60)} min left`;
}
