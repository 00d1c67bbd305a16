import { describe, expect, it } from 'vitest';
import { createSteps } from './steps.js';

const recorder = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, write: (text: string) => written.push(text), written };
};

describe('createSteps', () => {
  it('writes one line a step where there is no terminal', async () => {
    const output = recorder(false);
    const clock = [0, 1234];
    const steps = createSteps(output, () => clock.shift()!);
    expect(await steps.run('Filled', async (detail) => (detail('3 items'), 7))).toBe(7);
    expect(output.written).toEqual(['  ✓ Filled, 3 items (1.2 s)\n']);
  });

  it('marks the step that failed and passes the error on', async () => {
    const output = recorder(false);
    await expect(createSteps(output).run('Started', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(output.written).toEqual(['  ✗ Started\n']);
  });

  it('rewrites the line on a terminal', async () => {
    const output = recorder(true);
    await createSteps(output).run('Filled', async (detail) => detail('half'));
    expect(output.written[1]).toContain('… Filled  half');
    expect(output.written.at(-1)).toMatch(/^ {2}✓ Filled, half/);
  });
});
