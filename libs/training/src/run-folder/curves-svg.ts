/** Curves as a picture: one panel a name, readable without any tool but a browser. */

export interface Curve {
  name: string;
  /** (step, value), in order. */
  points: [number, number][];
}

const WIDTH = 640;
const PANEL = 180;
const LEFT = 70;
const RIGHT = 20;
const TOP = 28;
const BOTTOM = 24;

/** An SVG document with the panels below each other. */
export function drawCurves(curves: readonly Curve[]): string {
  const panels = curves.map((curve, i) => `<g transform="translate(0,${i * PANEL})">${panel(curve)}</g>`);
  const height = Math.max(1, curves.length) * PANEL;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>\n${panels.join('\n')}\n</svg>\n`;
}

function panel({ name, points }: Curve): string {
  const [first, last] = range(points.map(([step]) => step));
  const [low, high] = range(points.map(([, value]) => value));
  const x = (step: number) => LEFT + ((step - first) / (last - first)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => PANEL - BOTTOM - ((value - low) / (high - low)) * (PANEL - TOP - BOTTOM);
  const line = points.map(([step, value]) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const label = (at: number) => `<text x="${LEFT - 6}" y="${y(at) + 4}" text-anchor="end">${Number(at.toPrecision(4))}</text>`;
  return [
    `<text x="${LEFT}" y="18" font-weight="bold">${escape(name)}</text>`,
    `<path d="M${LEFT},${TOP}V${PANEL - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="#999"/>`,
    label(low),
    label(high),
    `<text x="${LEFT}" y="${PANEL - 8}">${first}</text><text x="${WIDTH - RIGHT}" y="${PANEL - 8}" text-anchor="end">step ${last}</text>`,
    `<polyline points="${line}" fill="none" stroke="#2563eb" stroke-width="1.5"/>`,
  ].join('');
}

/** Least and greatest, never equal: a flat curve is drawn in the middle. */
function range(values: number[]): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return low < high ? [low, high] : [low - 0.5, high + 0.5];
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
