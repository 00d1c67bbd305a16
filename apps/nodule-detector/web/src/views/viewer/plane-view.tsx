import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { marksOf } from '../../model/marks.js';
import { sliceCount, sliceOf, type PlaneName } from '../../model/plane.js';
import { projectionOf, type Point } from '../../model/view.js';
import { colours, marked, scroll, views } from '../../store/viewer.store.js';
import { cursor, loaded, type LoadedVolume } from '../../store/volume.store.js';
import { words } from '../../words.js';
import { usePlaneGestures } from './gestures.js';
import { pressed } from './keys.js';
import { Overlay } from './overlay.js';
import { createPainter } from './painter.js';
import { Readout } from './readout.js';

/** One plane: the slice, what lies on it, and the slider through the slices. */
export function PlaneView({ name, shown }: { name: PlaneName; shown: LoadedVolume }) {
  const { geometry, voxels } = shown;
  const plane = shown.planes[name];
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const screen = useSignal<Point>([0, 0]);
  const projection = useComputed(() => projectionOf(plane, geometry, screen.value, views.value[name]));
  const marks = useComputed(() => marksOf(marked.value, plane, geometry, cursor.value[plane.through], projection.value));
  const hovered = useSignal<Point | undefined>(undefined);
  usePlaneGestures(host, { name, shown, screen, projection, marks, hovered });

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      screen.value = [width, height];
    });
    observer.observe(host.current!);
    return () => observer.disconnect();
  }, [screen]);

  const painter = useRef<ReturnType<typeof createPainter>>(undefined);
  useSignalEffect(() => {
    const painting = {
      voxels,
      geometry,
      plane,
      index: cursor.value[plane.through],
      colours: colours.value,
      projection: projection.value,
      screen: screen.value,
    };
    void loaded.value; // voxels are filled in place
    const frame = requestAnimationFrame(() => {
      painter.current ??= createPainter(canvas.current!);
      if (painting.screen[0] > 0) painter.current(painting);
    });
    return () => cancelAnimationFrame(frame);
  });

  const [at, count] = [sliceOf(plane, geometry, cursor.value), sliceCount(plane, geometry)];
  const title = words.viewer.plane[name];
  return (
    <section class={`plane plane--${name}`} aria-label={title}>
      <div
        ref={host}
        class="plane__stage"
        tabIndex={0}
        role="application"
        aria-label={words.viewer.image(title, at + 1, count, marks.value.length)}
        aria-describedby="viewer-keys"
        onKeyDown={(event) => {
          if (pressed(event, name, screen.peek(), projection.peek().scale)) event.preventDefault();
        }}
      >
        <canvas ref={canvas} class="plane__canvas" />
        <Overlay name={name} shown={shown} screen={screen} projection={projection} marks={marks} />
        <p class="plane__title" aria-hidden="true">
          {title} <span>{words.viewer.sliceValue(at + 1, count)}</span>
        </p>
        <Readout shown={shown} plane={plane} projection={projection} hovered={hovered} />
      </div>
      <input
        class="plane__slider"
        type="range"
        min={0}
        max={count - 1}
        value={at}
        aria-label={words.viewer.slice(title)}
        aria-valuetext={words.viewer.sliceValue(at + 1, count)}
        onInput={(event) => scroll(name, event.currentTarget.valueAsNumber - sliceOf(plane, geometry, cursor.peek()))}
      />
    </section>
  );
}
