import type { TurnDto } from '@casebook/banking-chatbot-contract';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { exchangesOf, mergeTurns } from './transcript.js';
import { turnOf } from './turn.fixture.js';

const numbered = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 20 }).map((all) => all.map((n) => turnOf({ sequence: n })));

describe('mergeTurns', () => {
  test.prop([numbered, numbered, numbered])('has every message once, in order, whatever comes how often in which order', (a, b, c) => {
    const merged = [a, b, c, a].reduce<TurnDto[]>(mergeTurns, []);
    const sequences = merged.map(({ reply }) => reply.sequence);
    expect(sequences).toEqual([...new Set([...a, ...b, ...c].map(({ reply }) => reply.sequence))].sort((x, y) => x - y));
  });
});

describe('exchangesOf', () => {
  it('puts what waits behind what was answered, and shows an answered message once', () => {
    const turns = [turnOf({ sequence: 1, messageId: 'a' }), turnOf({ sequence: 2, messageId: 'b' })];
    const outbox = [
      { id: 'b', text: 'second' },
      { id: 'c', text: 'third' },
    ];
    const exchanges = exchangesOf(turns, outbox);
    expect(exchanges.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(exchanges.map(({ reply }) => reply?.sequence)).toEqual([1, 2, undefined]);
    expect(exchanges[2]!.outgoing).toBe(outbox[1]);
  });
});
