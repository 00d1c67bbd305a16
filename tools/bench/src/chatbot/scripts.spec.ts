import { describe, expect, it } from 'vitest';
import { distinctMessage, ScriptedTalk } from './scripts.js';

describe('ScriptedTalk', () => {
  it('goes through script after script, with a new conversation for each', () => {
    const talk = new ScriptedTalk(1);
    const said = Array.from({ length: 200 }, () => talk.next());
    expect(said[0]!.begins).toBe(true);
    expect(said.filter(({ begins }) => begins).length).toBeGreaterThan(20);
    expect(new Set(said.map(({ text }) => text)).size).toBeGreaterThan(40);
    expect(said.every(({ text }) => !text.includes('{'))).toBe(true);
  });
});

describe('distinctMessage', () => {
  it('never says the same twice', () => expect(new Set(Array.from({ length: 999 }, (_, i) => distinctMessage(i))).size).toBe(999));
});
