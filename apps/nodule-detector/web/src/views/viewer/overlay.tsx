import type { ReadonlySignal } from '@preact/signals';
import { edgesOf } from '../../model/letters.js';
import type { Mark } from '../../model/marks.js';
import { toPicture, type PlaneName } from '../../model/plane.js';
import { scaleBar, toScreen, type Point, type Projection } from '../../model/view.js';
import { selected } from '../../store/viewer.store.js';
import { cursor, type LoadedVolume } from '../../store/volume.store.js';

export interface OverlayProps {
  name: PlaneName;
  shown: LoadedVolume;
  screen: ReadonlySignal<Point>;
  projection: ReadonlySignal<Projection>;
  marks: ReadonlySignal<Mark[]>;
}

/** Half the gap of the cross-hair, so that it does not hide what it points at. */
const GAP = 14;
const LONGEST_BAR = 110;

/** What lies on a slice: cross-hair, marks, sides of the patient, scale. Drawn for eyes; the same is said in words beside it. */
export function Overlay({ name, shown: { geometry, planes }, screen, projection, marks }: OverlayProps) {
  const [width, height] = screen.value;
  if (!width) return null;
  const plane = planes[name];
  const [x, y] = toScreen(projection.value, toPicture(plane, geometry, cursor.value));
  const edges = edgesOf(plane, geometry);
  const bar = scaleBar(projection.value.scale, Math.min(LONGEST_BAR, width / 3));
  return (
    <svg class="overlay" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <path class="overlay__cross" d={`M0 ${y}H${x - GAP}M${x + GAP} ${y}H${width}M${x} 0V${y - GAP}M${x} ${y + GAP}V${height}`} />
      {marks.value.map(({ finding, at, radius }) => (
        <g
          key={finding.id}
          class={`mark mark--${finding.review?.verdict ?? 'open'}${finding.id === selected.value?.id ? ' mark--selected' : ''}`}
        >
          <circle class="mark__edge" cx={at[0]} cy={at[1]} r={radius + 2.5} />
          <circle class="mark__ring" cx={at[0]} cy={at[1]} r={radius + 2.5} />
        </g>
      ))}
      <g class="overlay__letters">
        <text x={8} y={height / 2} dominant-baseline="middle">
          {edges.left}
        </text>
        <text x={width - 8} y={height / 2} dominant-baseline="middle" text-anchor="end">
          {edges.right}
        </text>
        <text x={width / 2} y={18} text-anchor="middle">
          {edges.top}
        </text>
        <text x={width / 2} y={height - 8} text-anchor="middle">
          {edges.bottom}
        </text>
      </g>
      <g class="overlay__bar" transform={`translate(${width - 12 - bar.pixels} ${height - 12})`}>
        <path class="overlay__bar-edge" d={`M0 -6V0H${bar.pixels}V-6`} />
        <path class="overlay__bar-line" d={`M0 -6V0H${bar.pixels}V-6`} />
        <text x={bar.pixels} y={-10} text-anchor="end">
          {bar.mm >= 10 ? `${bar.mm / 10} cm` : `${bar.mm} mm`}
        </text>
      </g>
    </svg>
  );
}
