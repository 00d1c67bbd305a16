/** Shows how a run goes: epoch, loss, samples a second, time left. A bar on a terminal, plain lines elsewhere. */
import cliProgress from 'cli-progress';

export interface ProgressOptions {
  title: string;
  /** Samples (or rows, trees, …) of one epoch. */
  total: number;
  /** 1 unless told. */
  epochs?: number;
  /** Where a resumed run begins: epochs already over, and samples of the one under way. */
  done?: { epoch: number; samples: number };
  /** What a sample is called; `samples` unless told. */
  unit?: string;
  /** Standard error unless told, so that a result on standard output stays clean. */
  stream?: NodeJS.WritableStream & { isTTY?: boolean };
  /** Milliseconds; for specs. */
  now?: () => number;
}

export interface ProgressReporter {
  /** So many samples more are done; the loss shown is smoothed. */
  step(samples: number, loss?: number): void;
  /** Ends an epoch and prints a line with its values, e.g. `{ 'recall@20': 0.15 }`. */
  endEpoch(values?: Readonly<Record<string, number>>): void;
  /** Ends the bar; call it also when the run fails. */
  stop(): void;
}

/** Seconds between two plain lines. */
const QUIET = 10;

export function createProgress(options: ProgressOptions): ProgressReporter {
  const { title, total, epochs = 1, unit = 'samples', done: before, stream = process.stderr, now = Date.now } = options;
  const started = now();
  const first = before ? before.epoch * total + before.samples : 0;
  const bar = stream.isTTY ? startBar(stream, title, total * epochs, first) : undefined;
  let done = first;
  let epoch = (before?.epoch ?? 0) + 1;
  let loss = NaN;
  let lastLine = started;

  const values = () => {
    const seconds = (now() - started) / 1000;
    const rate = seconds > 0 ? (done - first) / seconds : 0;
    const left = rate > 0 ? formatSeconds((total * epochs - done) / rate) : '?';
    return { epoch: `${epoch}/${epochs}`, loss: Number.isNaN(loss) ? '–' : loss.toFixed(4), rate: `${Math.round(rate)} ${unit}/s`, left };
  };
  const print = (line: string) => void stream.write(`${line}\n`);

  return {
    step: (samples, stepLoss) => {
      done = Math.min(done + samples, total * epochs);
      if (stepLoss !== undefined) loss = Number.isNaN(loss) ? stepLoss : 0.95 * loss + 0.05 * stepLoss;
      if (bar) {
        bar.update(done, values());
      } else if (now() - lastLine >= QUIET * 1000) {
        lastLine = now();
        const { epoch: at, loss: shown, rate, left } = values();
        print(`${title}: epoch ${at}, ${Math.floor((100 * done) / (total * epochs))} %, loss ${shown}, ${rate}, ${left} left`);
      }
    },
    endEpoch: (measured = {}) => {
      done = total * epoch;
      const shown = Object.entries(measured).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
      const { loss: lossNow, rate } = values();
      const line = [`${title}: epoch ${epoch}/${epochs}`, `loss ${lossNow}`, ...shown, rate, formatSeconds((now() - started) / 1000)].join(
        ', ',
      );
      if (bar) stream.write('\r\x1b[K'); // the bar is drawn again below the line
      print(line);
      epoch = Math.min(epoch + 1, epochs);
      loss = NaN;
      bar?.update(done, values());
    },
    stop: () => bar?.stop(),
  };
}

function startBar(stream: NodeJS.WritableStream, title: string, total: number, first: number): cliProgress.SingleBar {
  const format = `${title} epoch {epoch} {bar} {percentage} % | loss {loss} | {rate} | {left} left`;
  const bar = new cliProgress.SingleBar({ format, stream, hideCursor: true }, cliProgress.Presets.shades_classic);
  bar.start(total, first, { epoch: '1', loss: '–', rate: '', left: '?' });
  return bar;
}

/** 75 → `1m 15s`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${whole % 60}s`;
  return `${Math.floor(whole / 3600)}h ${Math.floor((whole % 3600) / 60)}m`;
}
