/** Listens to `GET /v1/live` as a page does. */
export interface LiveMessage {
  event: string;
  data: Record<string, unknown>;
}

export interface LiveListener {
  /** What has come so far. */
  messages(): LiveMessage[];
  leave(): Promise<void>;
}

/** Resolves when the stream is open. */
export async function listenLive(url: string, query = ''): Promise<LiveListener> {
  const abort = new AbortController();
  const response = await fetch(`${url}/v1/live${query}`, { signal: abort.signal });
  let text = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) text += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  return {
    messages: () =>
      [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, event, data]) => ({
        event: event!,
        data: JSON.parse(data!) as Record<string, unknown>,
      })),
    leave: async () => {
      abort.abort();
      await reading;
    },
  };
}
