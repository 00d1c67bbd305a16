/**
 * Time of one boosted ensemble on this thread and on ONNX Runtime:
 * `node --conditions=@casebook/source --import @oxc-node/core/register libs/serving/src/trees/tree-scorer.bench.ts FILE.onnx [rows]`
 *
 * Values are drawn from the model's own thresholds, so that every test goes both ways.
 */
import { readFileSync } from 'node:fs';
import { readOnnxSignature } from '@casebook/model-packages';
import { Session } from '../sessions/session.js';
import { readTrees } from './tree-model.js';
import { TreeScorer } from './tree-scorer.js';

const RUNS = 300;
const [file = '', rowsWanted = '330'] = process.argv.slice(2);
const bytes = readFileSync(file);
const rows = Number(rowsWanted);
const signature = readOnnxSignature(bytes, file);
const [{ name, shape }] = signature.inputs as [(typeof signature.inputs)[number]];
const columns = Number(shape[1]);
const { trees } = readTrees(bytes)!;
const thresholds = Array.from({ length: columns }, (): number[] => [0]);
for (const { feature, threshold } of trees) feature.forEach((column, node) => column >= 0 && thresholds[column]!.push(threshold[node]!));
const draw = (values: number[]) => values[Math.floor(Math.random() * values.length)]!;
const data = Float32Array.from({ length: rows * columns }, (_, i) => (Math.random() < 0.1 ? NaN : draw(thresholds[i % columns]!)));

const session = await Session.open(file, { bytes, ...signature });
const scorer = TreeScorer.open(bytes, { width: columns })!;
const runs = {
  'ONNX Runtime': () => session.run({ [name]: { dtype: 'float32', shape: [rows, columns], data } }),
  TreeScorer: () => {
    const { data: to, stride } = scorer.features(rows);
    for (let c = 0; c < columns; c++) for (let r = 0; r < rows; r++) to[c * stride + r] = data[r * columns + c]!;
    return scorer.score(rows);
  },
};
for (const [system, run] of [...Object.entries(runs), ...Object.entries(runs)]) {
  for (let i = 0; i < RUNS; i++) await run();
  const before = process.cpuUsage();
  for (let i = 0; i < RUNS; i++) await run();
  const { user, system: kernel } = process.cpuUsage(before);
  const each = (user + kernel) / RUNS;
  const perTree = ((each * 1000) / rows / trees.length).toFixed(2);
  console.log(`${system}: ${each.toFixed(0)} µs CPU for ${rows} rows and ${trees.length} trees, ${perTree} ns a row and tree`);
}
