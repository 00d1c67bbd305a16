/** For specs: the toy set of 2,000 rows that LightGBM was run on for the figures in train-boosting.spec.ts. */

export function toySet() {
  let state = 42;
  const draw = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const [rows, columns] = [2000, 5];
  const features = new Float32Array(rows * columns).map(() => Math.floor(draw() * 100));
  const noise = Float64Array.from({ length: rows }, draw);
  const labels = new Float32Array(rows);
  const grades = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const x = features.subarray(row * columns, (row + 1) * columns);
    if (x[4]! < 20) x[4] = NaN;
    const signal = (x[0]! - x[1]!) / 50 + (x[2]! > 60 ? x[3]! / 50 : 0) + (Number.isNaN(x[4]) ? 1.5 : 0);
    labels[row] = noise[row]! < 1 / (1 + Math.exp(-signal)) ? 1 : 0;
    grades[row] = Math.min(3, Math.floor(labels[row]! * (1 + noise[row]! * 6)));
  }
  return { rows, columns, features, labels, grades, groups: new Int32Array(40).fill(50) };
}

/** NDCG with gains 2ˡ − 1, by definition: mean over queries. */
export function ndcg(scores: Float64Array, grades: Float32Array, groups: Int32Array, k: number): number {
  let start = 0;
  const dcg = (ranked: number[]) => ranked.slice(0, k).reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
  const each = Array.from(groups, (length) => {
    const rows = Array.from({ length }, (_, i) => start + i);
    start += length;
    const ranked = [...rows].sort((a, b) => scores[b]! - scores[a]!).map((row) => grades[row]!);
    return dcg(ranked) / dcg(rows.map((row) => grades[row]!).sort((a, b) => b - a));
  });
  return each.reduce((a, b) => a + b, 0) / each.length;
}
