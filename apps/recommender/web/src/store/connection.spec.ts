import { ProblemError } from '@casebook/ui';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { onProbe, onRecovery, outage, probe, watched } from './connection.js';

const away = (retryAfterMs?: number) =>
  new ProblemError('unavailable', 'Away.', { code: 'AWAY', status: 503, ...(retryAfterMs ? { retryAfterMs } : {}) });
const refused = new ProblemError('refused', 'No such item.', { code: 'ITEM_UNKNOWN', status: 404 });

describe('the connection', () => {
  const ask = vi.fn<() => Promise<unknown>>();
  const recovered = vi.fn();
  beforeAll(() => {
    onProbe(ask);
    onRecovery(recovered);
  });
  beforeEach(() => {
    vi.useFakeTimers();
    ask.mockReset().mockResolvedValue(undefined);
    recovered.mockReset();
  });
  afterEach(async () => {
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
  });

  it('passes answers on and lets refusals through', async () => {
    expect(await watched(Promise.resolve(3))).toBe(3);
    await expect(watched(Promise.reject(refused))).rejects.toBe(refused);
    expect(outage.value).toBeUndefined();
  });

  it('asks every three seconds, and recovers once', async () => {
    ask.mockRejectedValueOnce(away()).mockRejectedValueOnce(away());
    expect(await watched(Promise.reject(away()))).toBeUndefined();
    await vi.advanceTimersByTimeAsync(8_900);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(outage.value).toBeDefined();
    await vi.advanceTimersByTimeAsync(100);
    expect(outage.value).toBeUndefined();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ask).toHaveBeenCalledTimes(3);
    expect(recovered).toHaveBeenCalledTimes(1);
  });

  it('waits as long as the service asks it to', async () => {
    await watched(Promise.reject(away(10_000)));
    await vi.advanceTimersByTimeAsync(9_900);
    expect(ask).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(recovered).toHaveBeenCalledTimes(1);
  });

  it('does not take another call’s success for the end of an outage', async () => {
    await watched(Promise.reject(away()));
    await watched(Promise.resolve('popular items'));
    expect(outage.value).toBeDefined();
    expect(recovered).not.toHaveBeenCalled();
  });

  it('asks at once when told to, and not when all is well', async () => {
    await probe();
    expect(ask).not.toHaveBeenCalled();
    await watched(Promise.reject(away()));
    await probe();
    expect(recovered).toHaveBeenCalledTimes(1);
  });
});
