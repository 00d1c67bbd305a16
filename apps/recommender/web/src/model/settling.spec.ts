import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSettling } from './settling.js';

describe('createSettling', () => {
  const refresh = vi.fn();
  beforeEach(() => {
    refresh.mockClear();
    vi.useFakeTimers();
  });
  afterEach(() => void vi.useRealTimers());

  it('asks once, when the last event was applied', () => {
    const settling = createSettling({ refresh });
    settling.expect(['a', 'b']);
    settling.applied('a');
    expect(refresh).not.toHaveBeenCalled();
    settling.applied('b');
    vi.advanceTimersByTime(10_000);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('asks once for events that come from another window, after a short pause', () => {
    const settling = createSettling({ refresh, pauseMs: 100 });
    settling.applied('x');
    settling.applied('y');
    vi.advanceTimersByTime(99);
    expect(refresh).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(refresh).toHaveBeenCalledTimes(1);
    settling.applied('z');
    vi.advanceTimersByTime(100);
    expect(refresh).toHaveBeenCalledTimes(2);
  });

  it('asks anyway when nothing is heard', () => {
    createSettling({ refresh, patienceMs: 1000 }).expect(['a']);
    vi.advanceTimersByTime(999);
    expect(refresh).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('does not ask for what was refused', () => {
    const settling = createSettling({ refresh });
    settling.expect(['a']);
    settling.forget(['a']);
    vi.advanceTimersByTime(10_000);
    expect(refresh).not.toHaveBeenCalled();
  });
});
