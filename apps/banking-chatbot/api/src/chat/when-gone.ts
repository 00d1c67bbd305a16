/** A signal that aborts when the other side of a connection has gone. */
import type { Socket } from 'node:net';

export function whenGone(socket: Socket): { signal: AbortSignal; forget: () => void } {
  const controller = new AbortController();
  const gone = () => controller.abort(new Error('The client has gone.'));
  socket.once('close', gone);
  return { signal: controller.signal, forget: () => void socket.off('close', gone) };
}
