/** curves.csv: one row a point, so that a killed run keeps its points. */
import type { Curve } from './curves-svg.js';

export const CURVES_HEADER = 'step,name,value\n';

export const curveRows = (step: number, values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${step},${csvField(name.replaceAll('\n', ' '))},${value}\n`)
    .join('');

/** Curves by name, in order of first appearance. A last row that was cut off is left out. */
export function parseCurves(csv: string): Curve[] {
  const curves = new Map<string, Curve>();
  for (const [, step, quoted, plain, value] of csv.matchAll(/^(\d+),(?:"((?:[^"]|"")*)"|([^,"]*)),(\S+)\n/gm)) {
    const name = quoted?.replaceAll('""', '"') ?? plain!;
    const curve = curves.get(name) ?? { name, points: [] };
    curve.points.push([Number(step), Number(value)]);
    curves.set(name, curve);
  }
  return [...curves.values()];
}

const csvField = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
