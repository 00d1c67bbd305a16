import { describe, expect, it } from 'vitest';
import { createLogger } from './logging.js';

describe('createLogger', () => {
  it('writes one JSON line without personal data', () => {
    const lines: string[] = [];
    createLogger('shop', { write: (line: string) => void lines.push(line) }).info(
      { userId: 'u-17', request: { ip: '10.1.2.3' }, took_ms: 4 },
      'answered',
    );
    const record = JSON.parse(lines[0]!);
    expect(record).toMatchObject({ component: 'shop', level: 'info', msg: 'answered', took_ms: 4 });
    expect(lines[0]).not.toMatch(/u-17|10\.1\.2\.3/);
  });
});
