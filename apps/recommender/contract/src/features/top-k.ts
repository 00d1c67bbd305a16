/** The k best of many, without sorting them all: a bounded heap whose root is the worst kept. */

/**
 * @param rows candidates
 * @param score score of a row; rows with a score that is not finite are left out
 * @returns at most k rows, best first; equal scores in order of row
 */
export function topK(rows: ArrayLike<number>, k: number, score: (row: number) => number): Int32Array {
  if (k <= 0) return new Int32Array(0);
  const kept = new Int32Array(Math.min(k, rows.length));
  const scores = new Float64Array(kept.length);
  let size = 0;
  const worse = (a: number, b: number) => scores[a]! < scores[b]! || (scores[a] === scores[b] && kept[a]! > kept[b]!);
  const swap = (a: number, b: number) => {
    [kept[a], kept[b]] = [kept[b]!, kept[a]!];
    [scores[a], scores[b]] = [scores[b]!, scores[a]!];
  };
  const down = () => {
    for (let parent = 0; ;) {
      let child = 2 * parent + 1;
      if (child >= size) return;
      if (child + 1 < size && worse(child + 1, child)) child++;
      if (!worse(child, parent)) return;
      swap(child, parent);
      parent = child;
    }
  };
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]!;
    const value = score(row);
    if (!Number.isFinite(value)) continue;
    if (size < kept.length) {
      kept[size] = row;
      scores[size] = value;
      for (let child = size++; child > 0;) {
        const parent = (child - 1) >> 1;
        if (!worse(child, parent)) break;
        swap(child, parent);
        child = parent;
      }
    } else if (value > scores[0]! || (value === scores[0] && row < kept[0]!)) {
      kept[0] = row;
      scores[0] = value;
      down();
    }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || kept[a]! - kept[b]!);
  return Int32Array.from(order, (i) => kept[i]!);
}
