import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LEAST_NODE, nodeProblem } from './node-version.js';
import { workspace } from './workspace.js';

describe('nodeProblem', () => {
  it('agrees with package.json', () => {
    const root = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8')) as { engines: { node: string } };
    expect(root.engines.node).toBe(`>=${LEAST_NODE}`);
  });

  it.each(['20.19.0', '20.20.2', '22.1.0', '24.0.0-nightly'])('is content with %s', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it.each(['20.18.9', '18.20.0', '9.99.99'])('says what to do about %s', (version) => {
    expect(nodeProblem(version)).toMatch(/install 20\.19\.0 or newer/);
  });
});
