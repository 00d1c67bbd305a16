import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Load } from './loads.js';
import { lastError, StepProcess } from './step-process.js';
import { workerCommand } from './training.bench.js';

/** A real process that answers as a worker does. */
const answering = (program: string) => [
  process.execPath,
  '-e',
  `console.log('{"device":"d"}'); require('readline').createInterface({ input: process.stdin }).on('line', (line) => { ${program} });`,
];

describe('StepProcess', () => {
  it('asks and is answered, as often as it likes', async () => {
    const { process, device } = await StepProcess.start(
      answering('console.log(JSON.stringify({ ms: [JSON.parse(line).steps], rss: [1] }))'),
      30,
    );
    expect(device).toBe('d');
    expect(await process.run({ steps: 3 }, 30)).toEqual({ ms: [3], rss: [1] });
    expect(await process.run({ steps: 4 }, 30)).toEqual({ ms: [4], rss: [1] });
    await process.stop();
    await process.stop(); // once more does no harm
  });

  it('says why a process ended', async () => {
    const { process } = await StepProcess.start(answering('throw new RangeError("too large")'), 30);
    await expect(process.run({ steps: 1 }, 30)).rejects.toThrow('RangeError: too large');
  });

  it('stops one that does not answer', async () => {
    const { process } = await StepProcess.start(answering(''), 30);
    await expect(process.run({ steps: 1 }, 0.05)).rejects.toThrow('no answer');
  });
});

describe('lastError', () => {
  it('finds the sentence in a stack trace', () => {
    expect(lastError("  at x\nUnavailableError: no card\n    at y {\n  code: 'X'\n}\n\nNode.js v20")).toBe('UnavailableError: no card');
    expect(lastError('Traceback …\nModuleNotFoundError: No module named torch\n')).toBe('ModuleNotFoundError: No module named torch');
    expect(lastError('')).toBe('it ended without a word');
  });
});

describe('worker', () => {
  const load: Load = { name: 'small', kind: 'gru', vocabulary: 20, units: 4, steps: 3, batch: 2, classes: 2 };
  const root = join(import.meta.dirname, '../../../..');

  it('makes the steps it is told to, and leaves no tensor from one to the next', async () => {
    const { process, device } = await StepProcess.start(workerCommand('cpu', load), 60, root);
    expect(device).not.toBe('');
    const warm = await process.run({ steps: 2 }, 60);
    const more = await process.run({ steps: 5 }, 60);
    expect(more.ms).toHaveLength(5);
    expect(more.rss[0]).toBeGreaterThan(10);
    expect(more.tensors).toBe(warm.tensors);
    expect(more.held).toBeGreaterThan(10);
    await process.stop();
  }, 120_000);

  it('says why an engine does not start', async () => {
    await expect(StepProcess.start(workerCommand('gpu9000', load), 60, root)).rejects.toThrow('There is no backend gpu9000');
  }, 120_000);
});
