import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { darkMode } from '../media.js';

export interface LiveChartProps {
  /** What the chart shows, in one sentence with its newest values: what a screen reader says instead of the picture. */
  label: string;
  /** `[times in s, ...series]`, as `appendSample` makes them. */
  columns: (number | null)[][];
  /** One entry a series; `colour` is the name of a custom property, such as `--ui-series-1`. */
  series: readonly { name: string; colour: string }[];
  height?: number;
  /** How a tick of the vertical axis is written. */
  format: (value: number) => string;
}

/** A line chart that new samples can be appended to many times a second, in the page's colours, light or dark. */
export function LiveChart({ label, columns, series, height = 132, format }: LiveChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const newest = useRef(columns);
  newest.current = columns;
  const dark = darkMode.value;

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    let gone = false;
    const observer = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }));
    // The drawing library is two thirds of a page's script: fetched when a chart is shown, not before.
    void import('uplot').then(({ default: Plot }) => {
      if (gone) return;
      plot.current = new Plot(optionsOf(element, series, height, format), newest.current as uPlot.AlignedData, element);
      observer.observe(element);
    });
    return () => {
      gone = true;
      observer.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [dark, height, series, format]);

  useEffect(() => plot.current?.setData(columns as uPlot.AlignedData), [columns]);

  return <div class="ui-chart" ref={host} role="img" aria-label={label} style={{ minHeight: `${height}px` }} />;
}

function optionsOf(
  element: HTMLElement,
  series: LiveChartProps['series'],
  height: number,
  format: (value: number) => string,
): uPlot.Options {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const axis = { stroke: colour('--ui-chart-ink'), font: `11px ${style.fontFamily}`, ticks: { show: false } };
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 22, 0, 0],
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(max * 1.15, 1)] } },
    axes: [
      { ...axis, grid: { show: false }, size: 24, space: 70, values: [[1, '{HH}:{mm}:{ss}', null, null, null, null, null, null, 1]] },
      { ...axis, grid: { stroke: colour('--ui-chart-grid'), width: 1 }, size: 46, space: 34, values: (_plot, ticks) => ticks.map(format) },
    ],
    series: [
      {},
      ...series.map(({ name, colour: property }) => ({ label: name, stroke: colour(property), width: 1.75, points: { show: false } })),
    ],
  };
}
