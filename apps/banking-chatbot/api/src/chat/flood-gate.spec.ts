import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { FloodGate } from './flood-gate.js';

const codeOf = (act: () => unknown) => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('FloodGate', () => {
  test.prop([fc.integer({ min: 1, max: 60 }), fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 })], { numRuns: 30 })(
    'lets through at most a burst and the rate, and says when the next will do',
    (perMinute, pauses) => {
      let now = 0;
      let passed = 0;
      const gate = new FloodGate({ perMinute, inFlight: Infinity }, () => now);
      for (const pause of pauses) {
        now += pause;
        try {
          gate.enter('anna');
          passed++;
        } catch (error) {
          const { retryAfterMs, status } = error as { retryAfterMs: number; status: number };
          expect(status).toBe(429);
          now += retryAfterMs;
          expect(codeOf(() => gate.enter('anna'))).toBeUndefined();
          passed++;
        }
        expect(passed).toBeLessThanOrEqual(perMinute + (now * perMinute) / 60_000 + 1e-6);
      }
    },
  );

  it('bounds what waits for a reply, and keeps customers apart', () => {
    const gate = new FloodGate({ perMinute: 100, inFlight: 2 });
    const leave = gate.enter('anna');
    gate.enter('anna');
    expect(codeOf(() => gate.enter('anna'))).toBe('MESSAGES_IN_FLIGHT');
    expect(codeOf(() => gate.enter('ben'))).toBeUndefined();
    leave();
    expect(codeOf(() => gate.enter('anna'))).toBeUndefined();
  });
});
