/** Server-sent events that come back after an outage. */

export type StreamState = 'connecting' | 'open' | 'waiting';

export interface EventStreamOptions {
  /** One handler a named event; its argument is the parsed JSON data. Data that is not JSON is passed over. */
  on: Record<string, (data: unknown) => void>;
  onState?: (state: StreamState) => void;
  /** Wait before attempt n (from 0), in milliseconds; default 0.5 s doubling to 4 s. */
  backoffMs?: (attempt: number) => number;
  create?: (url: string) => EventSource;
}

/**
 * Opens `url` and keeps it open. A browser's EventSource gives up for good when the answer is an error (a service still starting answers
 * 503); this one asks again with a growing pause.
 *
 * @returns a function that closes the stream
 */
export function openEventStream(
  url: string,
  { on, onState, backoffMs = (attempt) => Math.min(500 * 2 ** attempt, 4_000), create = (at) => new EventSource(at) }: EventStreamOptions,
): () => void {
  let attempt = 0;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const connect = () => {
    onState?.('connecting');
    const opened = (source = create(url));
    opened.onopen = () => {
      attempt = 0;
      onState?.('open');
    };
    opened.onerror = () => {
      opened.close();
      onState?.('waiting');
      timer = setTimeout(connect, backoffMs(attempt++));
    };
    for (const [name, handle] of Object.entries(on)) {
      opened.addEventListener(name, (event) => {
        const data = parsed((event as MessageEvent<string>).data);
        if (data !== undefined) handle(data);
      });
    }
  };

  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** What a text says as JSON; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
