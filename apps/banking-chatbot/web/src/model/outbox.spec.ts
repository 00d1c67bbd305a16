import { newMessageSchema } from '@casebook/banking-chatbot-contract';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { again, nextOf, outgoing, readOutbox, refuse, without } from './outbox.js';

describe('the outbox', () => {
  const [a, b] = [outgoing('first'), outgoing('second')];

  it('gives messages ids of their own, which the service takes', () => {
    expect(outgoing('x', Uint8Array.of(0, 255, 16)).id).toBe('00ff10');
    expect(a.id).not.toBe(b.id);
    expect(newMessageSchema.safeParse({ id: a.id, text: a.text }).success).toBe(true);
  });

  it('sends in order, passes over what was refused, and takes it up again under its id', () => {
    expect(nextOf([a, b])).toBe(a);
    const refused = refuse([a, b], a.id, 'Too long.');
    expect(nextOf(refused)).toBe(b);
    expect(nextOf(again(refused, a.id))).toEqual(a);
    expect(nextOf(without([a], a.id))).toBeUndefined();
  });

  it('is read as it was stored', () => {
    const outbox = refuse([a, b], b.id, 'No.');
    expect(readOutbox(JSON.stringify(outbox))).toEqual(outbox);
    expect(readOutbox(null)).toEqual([]);
  });

  test.prop([fc.oneof(fc.string(), fc.json())])('survives anything else in its place', (stored) => {
    expect(Array.isArray(readOutbox(stored))).toBe(true);
  });
});
