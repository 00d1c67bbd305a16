/** Ctrl-C asks a run to stop at the next step; a second one ends it at once. */
import { constants } from 'node:os';
import { CasebookError } from '@casebook/core';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** A terminal and the program in front may both pass on one Ctrl-C: signals closer together than this count once. */
const SAME_MS = 300;

export interface Interrupt {
  /** The first signal, once it has come. */
  readonly signal: (typeof SIGNALS)[number] | undefined;
  /** Leaves the signals to others again. */
  stop(): void;
}

/** @param say told once that the run is about to stop */
export function listenForInterrupt(say: (line: string) => void): Interrupt {
  let first: (typeof SIGNALS)[number] | undefined;
  let at = 0;
  const onSignal = (signal: (typeof SIGNALS)[number]) => {
    if (!first) {
      first = signal;
      at = performance.now();
      say(`${signal}: finishing the step and writing a checkpoint; once more to end at once without.`);
    } else if (performance.now() - at > SAME_MS) {
      process.exit(exitCodeOf(new InterruptedError(signal, '')));
    }
  };
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
  return {
    get signal() {
      return first;
    },
    stop: () => SIGNALS.forEach((signal) => process.off(signal, onSignal)),
  };
}

/** A run that was asked to stop and did, with a checkpoint to go on from: `INTERRUPTED`. */
export class InterruptedError extends CasebookError {
  constructor(
    readonly signal: (typeof SIGNALS)[number],
    message: string,
  ) {
    super('INTERRUPTED', message, { status: 499 });
  }
}

/** What a command-line program should end with: 130 after Ctrl-C (128 + the signal's number, as shells have it), else 1. */
export const exitCodeOf = (error: unknown): number => (error instanceof InterruptedError ? 128 + constants.signals[error.signal] : 1);
