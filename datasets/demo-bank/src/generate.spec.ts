import { readFile } from 'node:fs/promises';
import { sha256Text } from '@casebook/data-pipelines';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { DEMO_BANK_INTENTS, DEMO_BANK_SLOTS, generateDemoBank, type DemoBankUtterance } from './index.js';
import { PARTS } from './parts.js';
import { ibanRemainder } from './values/iban.js';
import { demoBankJsonl } from './write-demo-bank.js';

const bank = generateDemoBank(7);
const all = PARTS.flatMap((part) => bank[part]);
const valuesOf = (rows: readonly DemoBankUtterance[], slot: string) =>
  new Set(
    rows.flatMap(({ text, slots }) =>
      slots.filter(({ name }) => name === slot).map(({ start, end }) => text.slice(start, end).toLowerCase()),
    ),
  );

describe('generateDemoBank', () => {
  it('gives the bytes that manifest.json promises: packages name the seed they were trained on', async () => {
    const manifest: { files: { name: string; sha256: string; rows: number }[] } = JSON.parse(
      await readFile(new URL('../manifest.json', import.meta.url), 'utf8'),
    );
    const files = PARTS.map((part) => ({ name: `${part}.jsonl`, sha256: sha256Text(demoBankJsonl(bank[part])), rows: bank[part].length }));
    expect(files).toEqual(manifest.files.map(({ name, sha256, rows }) => ({ name, sha256, rows })));
  });

  it('gives nearly as many sentences as asked, no text twice', () => {
    expect([bank.train.length, bank.validation.length, bank.test.length].map((n) => Math.round(n / 100))).toEqual([250, 30, 30]);
    expect(new Set(all.map(({ text }) => text.toLowerCase())).size).toBe(all.length);
  });

  test.prop([fc.integer()], { numRuns: 5 })('keeps its promises whatever the seed', (seed) => {
    const small = generateDemoBank(seed, { train: 600, validation: 60, test: 60 });
    expect(generateDemoBank(seed, { train: 600, validation: 60, test: 60 })).toEqual(small);
    const broken = PARTS.flatMap((part) => small[part]).filter(({ text, slots, intent, scope }) => {
      const places = slots.every(({ start, end }, i) => start >= (slots[i - 1]?.end ?? 0) && start < end && end <= text.length);
      const values = slots.map(({ start, end }) => text.slice(start, end));
      const trimmed = [text, ...values].every((part) => part !== '' && part === part.trim());
      return !places || !trimmed || / {2}|[{}|]/.test(text) || (scope !== undefined) !== (intent === 'out_of_scope');
    });
    expect(broken).toEqual([]);
  });

  it('uses every intent in every part, and every slot', () => {
    for (const part of PARTS) expect(new Set(bank[part].map(({ intent }) => intent))).toEqual(new Set(DEMO_BANK_INTENTS));
    expect(new Set(all.flatMap(({ slots }) => slots.map(({ name }) => name)))).toEqual(new Set(DEMO_BANK_SLOTS));
  });

  it('builds no part from another part’s templates, names or numbers', () => {
    const templates = PARTS.flatMap((part) => [...new Set(bank[part].map(({ intent, template }) => `${intent} ${template}`))]);
    expect(new Set(templates).size).toBe(templates.length);
    for (const slot of ['iban', 'merchant', 'reference', 'reason', 'payee']) {
      const [train, validation, held] = PARTS.map((part) => valuesOf(bank[part], slot));
      expect([...validation!, ...held!].filter((value) => train!.has(value))).toEqual([]);
      expect([...held!].filter((value) => validation!.has(value))).toEqual([]);
    }
  });

  it('writes account numbers whose check digits are right', () => {
    const ibans = [...valuesOf(bank.train, 'iban')].map((text) => text.replaceAll(' ', '').toUpperCase());
    expect(ibans.length).toBeGreaterThan(100);
    expect(new Set(ibans.map(ibanRemainder))).toEqual(new Set([1]));
    expect(ibanRemainder('DE89370400440532013000')).toBe(1); // the example of the German banks' association
  });

  it.each([
    [{ train: -1 }, /train is -1/],
    [{ test: 1.5 }, /test is 1.5/],
  ])('refuses %o', (sizes, message) => {
    expect(() => generateDemoBank(7, sizes)).toThrow(
      expect.objectContaining({ code: 'DEMO_BANK_OPTIONS_INVALID', message: expect.stringMatching(message) }),
    );
  });
});
