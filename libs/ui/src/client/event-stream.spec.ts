import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEventStream } from './event-stream.js';

/** As much of EventSource as the stream uses, driven by hand. */
class Source extends EventTarget {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  close() {
    this.closed = true;
  }
  say(name: string, data: string) {
    this.dispatchEvent(Object.assign(new Event(name), { data }));
  }
}

describe('openEventStream', () => {
  let sources: Source[];
  const create = () => {
    const source = new Source();
    sources.push(source);
    return source as unknown as EventSource;
  };

  beforeEach(() => {
    sources = [];
    vi.useFakeTimers();
  });
  afterEach(() => void vi.useRealTimers());

  it('hands on parsed events and passes over what is not JSON', () => {
    const seen: unknown[] = [];
    openEventStream('/live', { on: { stats: (data) => seen.push(data) }, create });
    sources[0]!.say('stats', '{"n":1}');
    sources[0]!.say('stats', '{');
    sources[0]!.say('other', '{"n":2}');
    expect(seen).toEqual([{ n: 1 }]);
  });

  it('comes back with growing pauses, and starts over after a success', () => {
    const states: string[] = [];
    openEventStream('/live', { on: {}, onState: (state) => states.push(state), backoffMs: (attempt) => 100 * 2 ** attempt, create });
    sources[0]!.onerror!();
    expect(sources[0]!.closed).toBe(true);
    vi.advanceTimersByTime(100);
    sources[1]!.onerror!();
    vi.advanceTimersByTime(199);
    expect(sources).toHaveLength(2);
    vi.advanceTimersByTime(1);
    sources[2]!.onopen!();
    sources[2]!.onerror!();
    vi.advanceTimersByTime(100);
    expect(sources).toHaveLength(4);
    expect(states).toEqual(['connecting', 'waiting', 'connecting', 'waiting', 'connecting', 'open', 'waiting', 'connecting']);
  });

  it('stays closed once closed', () => {
    const close = openEventStream('/live', { on: {}, create });
    sources[0]!.onerror!();
    close();
    vi.advanceTimersByTime(60_000);
    expect(sources).toHaveLength(1);
  });
});
