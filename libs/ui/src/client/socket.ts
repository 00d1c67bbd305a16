/** A WebSocket of JSON messages that comes back after an outage. */
import { parsed, type StreamState } from './event-stream.js';

export interface SocketOptions {
  /** Each message, as its JSON says; what is not JSON is passed over. */
  onMessage: (message: unknown) => void;
  onState?: (state: StreamState) => void;
  /** The other side closed with this code: false ends the connection for good (say, a session that has ended). Default: always come back. */
  comesBack?: (code: number) => boolean;
  /** Sent every `everyMs` while connected; where nothing at all is heard for two such times, the connection is given up for lost. */
  heartbeat?: { message: unknown; everyMs: number };
  /** Wait before attempt n (from 0), in milliseconds; default 0.5 s doubling to 8 s. */
  backoffMs?: (attempt: number) => number;
  create?: (url: string) => WebSocket;
}

export interface Socket {
  /** Sends a message as JSON; false where there is no connection, and nothing was sent. True says it left, not that it arrived. */
  send(message: unknown): boolean;
  /** Tries at once instead of when the pause is over. */
  retry(): void;
  close(): void;
}

/**
 * Opens `url` and keeps it open: after a loss it tries again with a growing pause, and at once when the browser says it is back online.
 *
 * @param url absolute, or a path of the page's own origin
 *
 * @example
 * const socket = openSocket('/v1/chat', { onMessage: show, onState: (state) => (connected.value = state === 'open') });
 * socket.send({ text: 'Hello' });
 */
export function openSocket(
  url: string,
  {
    onMessage,
    onState,
    comesBack = () => true,
    heartbeat,
    backoffMs = (attempt) => Math.min(500 * 2 ** attempt, 8_000),
    create = (at) => new WebSocket(new URL(at, location.href.replace(/^http/, 'ws'))),
  }: SocketOptions,
): Socket {
  let attempt = 0;
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const connect = () => {
    timer = undefined;
    onState?.('connecting');
    const opened = (socket = create(url));
    let silent = 0;
    let beat: ReturnType<typeof setInterval> | undefined;
    opened.onopen = () => {
      attempt = 0;
      onState?.('open');
      if (!heartbeat) return;
      beat = setInterval(() => {
        if (silent++ < 2) opened.send(JSON.stringify(heartbeat.message));
        else lost(1006); // its own close would wait for the answer of a side that is gone
      }, heartbeat.everyMs);
    };
    opened.onmessage = ({ data }: MessageEvent<unknown>) => {
      silent = 0;
      const message = typeof data === 'string' ? parsed(data) : undefined;
      if (message !== undefined) onMessage(message);
    };
    const lost = (code: number) => {
      clearInterval(beat);
      if (socket !== opened) return;
      socket = undefined;
      opened.close();
      onState?.('waiting');
      if (comesBack(code)) timer = setTimeout(connect, backoffMs(attempt++));
    };
    opened.onclose = ({ code }) => lost(code); // follows every error as well
  };
  const retry = () => {
    if (timer === undefined || socket) return;
    clearTimeout(timer);
    connect();
  };
  globalThis.addEventListener?.('online', retry);

  connect();
  return {
    send: (message) => {
      if (socket?.readyState !== 1) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    retry,
    close: () => {
      globalThis.removeEventListener?.('online', retry);
      clearTimeout(timer);
      const last = socket;
      socket = undefined;
      last?.close();
    },
  };
}
