/** What a training run leaves behind. */
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { currentCommit, writeJson } from '../metrics/evaluation-report.js';
import { requireFinite } from '../loop/require-finite.js';
import { drawCurves, type Curve } from './curves-svg.js';

export interface RunFolder {
  readonly path: string;
  /** Adds points to the curves of these names, e.g. curve(100, { loss: 2.1, 'learning rate': 1e-3 }). */
  curve(step: number, values: Readonly<Record<string, number>>): Promise<void>;
  /** Writes metrics.json. */
  writeMetrics(metrics: unknown): Promise<void>;
  /** Draws curves.svg; may be called again later in the run. */
  close(): Promise<void>;
}

/**
 * Makes `dir` and writes config.json and environment.json at once; curves.csv grows as the run goes (step,name,value: a killed run keeps its points),
 * curves.svg and metrics.json come at the end.
 */
export async function createRunFolder(dir: string, config: unknown): Promise<RunFolder> {
  await mkdir(dir, { recursive: true });
  await writeJson(join(dir, 'config.json'), config);
  await writeJson(join(dir, 'environment.json'), await environment());
  const table = join(dir, 'curves.csv');
  await writeFile(table, 'step,name,value\n');
  const curves = new Map<string, Curve>();
  return {
    path: dir,
    curve: async (step, values) => {
      const entries = Object.entries(values);
      for (const [name, value] of entries) {
        const curve = curves.get(name) ?? { name, points: [] };
        curve.points.push([step, requireFinite(value, `value of ${name} at step ${step}`)]);
        curves.set(name, curve);
      }
      await appendFile(table, entries.map(([name, value]) => `${step},${csvField(name)},${value}\n`).join(''));
    },
    writeMetrics: (metrics) => writeJson(join(dir, 'metrics.json'), metrics),
    close: () => writeFile(join(dir, 'curves.svg'), drawCurves([...curves.values()])),
  };
}

/** What the numbers of a run may depend on. */
async function environment() {
  return {
    startedAt: new Date().toISOString(),
    commit: await currentCommit(process.cwd()),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    tensorflowJs: tf.version['tfjs'],
    backend: tf.getBackend() || null,
  };
}

const csvField = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
