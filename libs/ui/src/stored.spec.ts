import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { load, save } from './stored.js';

describe('load and save', () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => kept.set(key, text),
      removeItem: (key: string) => kept.delete(key),
    });
  });
  afterEach(() => void vi.unstubAllGlobals());

  it('keep a value as JSON, and forget it', () => {
    save('who', { name: 'Ada' });
    expect(load('who')).toBe('{"name":"Ada"}');
    save('who', undefined);
    expect(load('who')).toBeNull();
  });

  it('do without a storage that refuses', () => {
    const refuse = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
    expect(() => save('who', 1)).not.toThrow();
    expect(load('who')).toBeNull();
  });
});
