/** Node 23 removed two functions of `util` that tfjs-node 4.22 calls. */
import util from 'node:util';

/** Puts `isNullOrUndefined` and `isArray` back where they are missing; calling again is harmless. */
export function repairNodeUtil(): void {
  const target = util as { isNullOrUndefined?: (value: unknown) => boolean; isArray?: (value: unknown) => boolean };
  target.isNullOrUndefined ??= (value) => value === null || value === undefined;
  target.isArray ??= Array.isArray;
}
