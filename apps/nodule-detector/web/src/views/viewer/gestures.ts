/** Mouse, touch and pen on a plane. */
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Mark } from '../../model/marks.js';
import { fromPicture, type PlaneName } from '../../model/plane.js';
import { fromScreen, panBy, zoomAt, type Point, type Projection } from '../../model/view.js';
import { dragWindow } from '../../model/window.js';
import { jump, pointAt, scroll, setView, tool, views, windowing } from '../../store/viewer.store.js';
import { cursor, type LoadedVolume } from '../../store/volume.store.js';

export interface PlaneOnScreen {
  name: PlaneName;
  shown: LoadedVolume;
  screen: ReadonlySignal<Point>;
  projection: ReadonlySignal<Projection>;
  marks: ReadonlySignal<Mark[]>;
  hovered: Signal<Point | undefined>;
}

/** Pixels of a wheel, or of a finger, that are a slice. */
const WHEEL_STEP = 40;
const FINGER_STEP = 8;
/** A finger that has moved less has tapped. */
const TAP = 6;

/**
 * With the mouse: the left button does what the chosen tool says, the right one changes the window, the middle one moves, the wheel goes
 * through the slices, with Ctrl (as a trackpad's pinch has it) it zooms. With fingers: a tap points, one finger goes through the slices or
 * does what the tool says, two zoom and move.
 */
export function usePlaneGestures(host: RefObject<HTMLElement | null>, plane: PlaneOnScreen): void {
  useEffect(() => {
    const element = host.current!;
    const leaving = new AbortController();
    const on = <K extends keyof HTMLElementEventMap>(name: K, handle: (event: HTMLElementEventMap[K]) => void, passive = true) =>
      element.addEventListener(name, handle, { signal: leaving.signal, passive });
    const pointers = createPointers(element, plane);
    on('pointerdown', pointers.down);
    on('pointermove', pointers.move);
    on('pointerup', pointers.up);
    on('pointercancel', pointers.cancel);
    on('pointerleave', () => (plane.hovered.value = undefined));
    on('contextmenu', (event) => event.preventDefault(), false);
    on('wheel', createWheel(element, plane), false);
    return () => leaving.abort();
  }, [host, plane.shown, plane.name]);
}

const placeOf = (element: HTMLElement, event: MouseEvent): Point => {
  const box = element.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

function createWheel(element: HTMLElement, { name, screen, projection }: PlaneOnScreen) {
  let rest = 0;
  return (event: WheelEvent) => {
    event.preventDefault();
    const delta = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * WHEEL_STEP;
    if (event.ctrlKey) {
      const view = zoomAt(views.peek()[name], Math.exp(-delta / 200), placeOf(element, event), screen.peek(), projection.peek().scale);
      return setView(name, view);
    }
    rest += Math.abs(delta) >= WHEEL_STEP ? Math.sign(delta) * WHEEL_STEP : delta; // a notch is one slice, however far it turns
    const slices = Math.trunc(rest / WHEEL_STEP);
    rest -= slices * WHEEL_STEP;
    if (slices) scroll(name, slices);
  };
}

function createPointers(element: HTMLElement, { name, shown, screen, projection, marks, hovered }: PlaneOnScreen) {
  const held = new Map<number, Point>();
  let start: Point = [0, 0];
  let moved = false;
  let rest = 0;

  const point = (at: Point) => pointAt(fromPicture(shown.planes[name], shown.geometry, fromScreen(projection.peek(), at), cursor.peek()));
  const pan = (by: Point) => setView(name, panBy(views.peek()[name], by, projection.peek().scale));
  const through = (pixels: number) => {
    rest += pixels / FINGER_STEP;
    const slices = Math.trunc(rest);
    rest -= slices;
    if (slices) scroll(name, slices);
  };

  const drag = (event: PointerEvent, at: Point, by: Point) => {
    if (event.buttons === 2 || tool.peek() === 'window') windowing.value = dragWindow(windowing.peek(), by[0], by[1]);
    else if (event.buttons === 4 || tool.peek() === 'pan') pan(by);
    else if (event.pointerType === 'touch') through(by[1]);
    else point(at);
  };
  const pinch = (id: number, at: Point, by: Point) => {
    const other = [...held].find(([one]) => one !== id)?.[1];
    if (!other) return;
    const before = Math.hypot(at[0] - by[0] - other[0], at[1] - by[1] - other[1]);
    const after = Math.hypot(at[0] - other[0], at[1] - other[1]);
    const middle: Point = [(at[0] + other[0]) / 2, (at[1] + other[1]) / 2];
    if (before > 0) setView(name, zoomAt(views.peek()[name], after / before, middle, screen.peek(), projection.peek().scale));
    pan([by[0] / 2, by[1] / 2]);
  };

  return {
    down: (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      const at = placeOf(element, event);
      held.set(event.pointerId, at);
      if (held.size > 1) return void (moved = true);
      [start, moved, rest] = [at, false, 0];
      if (event.pointerType !== 'touch' && event.button === 0 && tool.peek() === 'point') point(at);
    },
    move: (event: PointerEvent) => {
      const at = placeOf(element, event);
      const was = held.get(event.pointerId);
      if (event.pointerType === 'mouse') hovered.value = at;
      if (!was) return;
      moved ||= Math.hypot(at[0] - start[0], at[1] - start[1]) > TAP;
      if (!moved) return;
      held.set(event.pointerId, at);
      const by: Point = [at[0] - was[0], at[1] - was[1]];
      if (held.size === 1) drag(event, at, by);
      else pinch(event.pointerId, at, by);
    },
    up: (event: PointerEvent) => {
      if (!held.delete(event.pointerId) || moved) return;
      const at = placeOf(element, event);
      const touched = marks.peek().findLast((mark) => Math.hypot(at[0] - mark.at[0], at[1] - mark.at[1]) <= mark.radius + TAP);
      if (touched && event.button === 0) jump(touched.finding);
      else if (event.pointerType === 'touch') point(at);
    },
    cancel: (event: PointerEvent) => void held.delete(event.pointerId),
  };
}
