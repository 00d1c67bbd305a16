/** Knows when what a customer did has arrived in their recommendations: the moment to ask for them again. */

export interface SettlingOptions {
  /** Asks again. Called once for all events that were waited for together. */
  refresh: () => void;
  /** Asks anyway when the service has not said within this time that an event was applied (its live stream may be away). */
  patienceMs?: number;
  /** Asks so long after an event that was not waited for (done in another window, or applied late), for all that come meanwhile. */
  pauseMs?: number;
}

export interface Settling {
  /** Waits for events, by id; call before sending them, since the service may be faster than its own answer. */
  expect(ids: readonly string[]): void;
  /** The service says it has applied an event of this customer. */
  applied(id: string): void;
  /** These will not be applied: they were refused. */
  forget(ids: readonly string[]): void;
}

export function createSettling({ refresh, patienceMs = 1_500, pauseMs = 150 }: SettlingOptions): Settling {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    clearTimeout(timer);
    timer = undefined;
    waiting.clear();
    refresh();
  };
  return {
    expect(ids) {
      for (const id of ids) waiting.add(id);
      clearTimeout(timer);
      timer = setTimeout(settle, patienceMs);
    },
    applied(id) {
      if (waiting.delete(id)) {
        if (waiting.size === 0) settle();
      } else if (waiting.size === 0) {
        timer ??= setTimeout(settle, pauseMs);
      }
    },
    forget(ids) {
      for (const id of ids) waiting.delete(id);
      if (waiting.size > 0) return;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
