import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from './config.js';
import { parseWith } from './parse.js';

describe('parseWith', () => {
  const schema = z.object({ limit: z.number().max(100), mode: z.enum(['discover', 'buy-again']) });

  it('returns the typed value', () => {
    expect(parseWith(schema, { limit: 3, mode: 'discover' }, 'QUERY_INVALID', 'The query')).toEqual({ limit: 3, mode: 'discover' });
  });

  it('lists every violation with its path', () => {
    expect(() => parseWith(schema, { limit: 1e9, mode: 'x' }, 'QUERY_INVALID', 'The query')).toThrow(
      expect.objectContaining({
        code: 'QUERY_INVALID',
        status: 400,
        details: [expect.objectContaining({ path: 'limit' }), expect.objectContaining({ path: 'mode' })],
      }),
    );
  });

  it('shows a few violations of an input that has thousands', () => {
    const many = Array.from({ length: 5000 }, () => 'x');
    expect(() => parseWith(z.array(z.number()), many, 'LIST_INVALID', 'The list')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ length: 8 }) }),
    );
  });
});

describe('readConfig', () => {
  const schema = z.object({ PORT: z.coerce.number().int().default(3333), TOKEN: z.string().min(8).optional() });

  it('takes an empty variable for absent', () => {
    expect(readConfig(schema, { PORT: '' })).toEqual({ PORT: 3333 });
  });

  it('names the variable and keeps its value to itself', () => {
    expect(() => readConfig(schema, { TOKEN: 'hush' })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.not.stringContaining('hush') }),
    );
    expect(() => readConfig(schema, { TOKEN: 'hush' })).toThrow(/TOKEN/);
  });
});
