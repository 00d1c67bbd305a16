/** Keys while a plane has the focus. Single letters do something only there, so that they disturb nobody who dictates or types. */
import { toPicture, fromPicture, type PlaneName } from '../../model/plane.js';
import { WHOLE, zoomAt, type Point } from '../../model/view.js';
import { PRESETS } from '../../model/window.js';
import { jumpBy, marksShown, pointAt, scroll, setView, views, windowing } from '../../store/viewer.store.js';
import { cursor, volume } from '../../store/volume.store.js';

const FAST = 10;
const ZOOM = 1.25;

const MOVES: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Does what a key stands for in a plane.
 *
 * @param scale CSS pixels of a millimetre
 * @returns whether the key stands for anything
 */
export function pressed(event: KeyboardEvent, name: PlaneName, screen: Point, scale: number): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || !volume.peek()) return false;
  const steps = event.shiftKey ? FAST : 1;
  const middle: Point = [screen[0] / 2, screen[1] / 2];
  const zoom = (by: number) => setView(name, zoomAt(views.peek()[name], by, middle, screen, scale));
  const move = MOVES[event.key];
  if (move) {
    moveBy(name, [move[0] * steps, move[1] * steps]);
    return true;
  }
  const actions: Record<string, () => void> = {
    PageDown: () => scroll(name, steps),
    PageUp: () => scroll(name, -steps),
    Home: () => scroll(name, -Infinity),
    End: () => scroll(name, Infinity),
    '+': () => zoom(ZOOM),
    '=': () => zoom(ZOOM),
    '-': () => zoom(1 / ZOOM),
    '0': () => setView(name, WHOLE),
    '1': () => (windowing.value = PRESETS.lung),
    '2': () => (windowing.value = PRESETS.mediastinum),
    '3': () => (windowing.value = PRESETS.bone),
    n: () => jumpBy(1),
    p: () => jumpBy(-1),
    m: () => (marksShown.value = !marksShown.peek()),
  };
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  action?.();
  return action !== undefined;
}

function moveBy(name: PlaneName, [columns, rows]: readonly [number, number]): void {
  const { planes, geometry } = volume.peek()!;
  const [column, row] = toPicture(planes[name], geometry, cursor.peek());
  pointAt(fromPicture(planes[name], geometry, [column + columns, row + rows], cursor.peek()));
}
