import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { again, outgoing, type Outbox, type Outgoing } from './outbox.js';
import { createSender, type Sender } from './sender.js';

describe('the sender', () => {
  const [a, b, c] = [outgoing('a'), outgoing('b'), outgoing('c')];
  const outbox = signal<Outbox>([]);
  let sent: string[];
  let connected: boolean;
  let sender: Sender;
  const waiting = () => outbox.value.map(({ text }) => text).join('');

  beforeEach(() => {
    vi.useFakeTimers();
    outbox.value = [a, b, c];
    sent = [];
    connected = true;
    sender = createSender(outbox, ({ text }: Outgoing) => {
      if (connected) sent.push(text);
      return connected;
    });
  });
  afterEach(() => void vi.useRealTimers());

  it('sends nothing before the conversation is open, then one after the other', () => {
    sender.poke();
    expect(sent).toEqual([]);
    sender.ready();
    sender.poke();
    expect(sent).toEqual(['a']);
    sender.answered(a.id);
    sender.answered(b.id);
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(waiting()).toBe('c');
  });

  it('sends again, under the same id and in the same order, what had no answer when the connection was lost', () => {
    sender.ready();
    sender.lost();
    sender.poke();
    expect(sent).toEqual(['a']);
    sender.ready();
    expect(sent).toEqual(['a', 'a']);
    sender.answered(a.id);
    expect(sent).toEqual(['a', 'a', 'b']);
  });

  it('does not send what the transcript says was answered while the connection was lost', () => {
    sender.ready();
    sender.lost();
    sender.answered(a.id);
    sender.ready();
    expect(sent).toEqual(['a', 'b']);
  });

  it('waits as long as the service asks it to, and nothing overtakes', () => {
    sender.ready();
    sender.failed(a.id, { status: 429, detail: 'Slow down.', retryAfterMs: 5_000 });
    sender.poke();
    vi.advanceTimersByTime(4_999);
    expect(sent).toEqual(['a']);
    expect(sender.paused.value).toBe(true);
    vi.advanceTimersByTime(1);
    expect(sent).toEqual(['a', 'a']);
  });

  it('keeps a refused message with the reason, goes on with the next, and tries again when told to', () => {
    sender.ready();
    sender.failed(a.id, { status: 400, detail: 'Too long.' });
    expect(outbox.value[0]).toEqual({ ...a, refused: 'Too long.' });
    expect(sent).toEqual(['a', 'b']);
    sender.answered(b.id);
    outbox.value = again(outbox.value, a.id);
    sender.poke();
    sender.answered(c.id);
    expect(sent).toEqual(['a', 'b', 'c', 'a']);
  });

  it('is not under way with what could not leave', () => {
    connected = false;
    sender.ready();
    expect(sender.inFlight.value).toBeUndefined();
    connected = true;
    sender.poke();
    expect(sender.inFlight.value).toBe(a.id);
  });
});
