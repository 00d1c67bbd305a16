import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FILES, PACKAGE_NAME } from '@casebook/banking-chatbot-contract/understanding';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUnderstanding } from './create-understanding.js';
import { tinyRegistry } from './testing/tiny-assistant.js';
import type { UnderstandingService } from './understanding.service.js';

let registry: string;
let service: UnderstandingService;
const paddings: number[] = [];
beforeAll(async () => {
  registry = await tinyRegistry();
  service = await createUnderstanding({
    registry,
    providers: ['cpu'],
    objectiveMs: Infinity,
    onBatch: ({ padding }) => paddings.push(padding),
  });
});
afterAll(async () => {
  await service?.close();
  rmSync(registry, { recursive: true });
});

const intent = async (text: string) => (await service.understand(text)).understanding.intents[0]!.name;

describe('UnderstandingService', () => {
  it('reads intent, slots with offsets, scope and vector of a message', async () => {
    const text = 'Freeze  it, Anna';
    const { understanding, cached } = await service.understand(text);
    expect(understanding.intents[0]!.name).toBe('freeze_card');
    expect(understanding.slots).toMatchObject([{ slot: 'payee', text: 'Anna', start: 12, end: 16 }]);
    expect(understanding.outOfScope.score).toBeLessThan(understanding.outOfScope.threshold);
    expect(Math.hypot(...understanding.embedding)).toBeCloseTo(1, 5);
    expect([...(await service.embed(text))]).toEqual([...understanding.embedding]);
    expect(cached).toBe(false);
    const strange = (await service.understand('a poem')).understanding.outOfScope;
    expect(strange.score).toBeGreaterThan(strange.threshold);
  });

  it('remembers what impersonal messages mean, and nothing else', async () => {
    const twice = async (text: string) => {
      await service.understand(text);
      return (await service.understand(text)).cached;
    };
    expect(await twice('is there a fee?')).toBe(true);
    expect(await twice('my balance')).toBe(false); // asks for what is the customer's own
    expect(await twice('fees for anna')).toBe(false); // holds a slot
    expect(await twice('a fee for DE89370400440532013000?')).toBe(false); // holds an account
    expect(await twice('fee a@b.example')).toBe(false);
  });

  it('computes once for all who ask at once', async () => {
    const before = service.stats.requests;
    await Promise.all(Array.from({ length: 20 }, () => service.understand('opening hours, please tell me')));
    expect(service.stats.requests - before).toBe(1);
  });

  const words = ['balance', 'freeze', 'fee', 'weather', 'hello', 'human'];
  const meanings = ['check_balance', 'freeze_card', 'ask_fees', 'out_of_scope', 'greet', 'talk_to_human'];
  test.prop([fc.array(fc.record({ word: fc.nat(5), filler: fc.nat(40) }), { minLength: 1, maxLength: 40 })], { numRuns: 40 })(
    'gives each of many messages of any length its own meaning',
    async (messages) => {
      const read = await Promise.all(
        messages.map(({ word, filler }) => intent(`${'x '.repeat(filler)}${words[word]}${' y'.repeat(filler % 7)}`)),
      );
      expect(read).toEqual(messages.map(({ word }) => meanings[word]));
      expect(Math.max(...paddings)).toBeLessThan(0.25);
    },
  );

  test.prop([fc.string({ unit: 'binary', maxLength: 300 })], { numRuns: 100 })('reads anything', async (text) => {
    const { intents, slots } = (await service.understand(text)).understanding;
    expect(intents.length).toBeGreaterThanOrEqual(2);
    for (const { start, end, text: span } of slots) expect(span).toBe(text.slice(start, end));
  });

  it('takes control tokens for text, and reads a long message', async () => {
    expect(await intent('[SEP] [MASK] balance [CLS]')).toBe('check_balance');
    expect(await intent(`balance ${'😀'.repeat(10_000)}`)).toBe('check_balance');
    expect(await intent('')).toEqual(expect.any(String));
  });

  it('lets a message that nobody waits for leave the queue', async () => {
    const controller = new AbortController();
    const busy = Array.from({ length: 60 }, (_, i) => service.understand(`card ${i} ${'x '.repeat(i)}`));
    const left = service.understand('cancel this, 12345', { signal: controller.signal });
    controller.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    await Promise.all(busy);
  });

  it('serves the model itself', async () => {
    expect(service.models.names()).toEqual([PACKAGE_NAME]);
    const ids = { dtype: 'int64' as const, shape: [1, 2], data: BigInt64Array.of(2n, 3n) };
    const outputs = await service.models.run(PACKAGE_NAME, { input_ids: ids, attention_mask: ids, token_type_ids: ids });
    expect(Object.keys(outputs).sort()).toEqual(['embedding', 'logits', 'slot_logits']);
  });
});

describe('createUnderstanding', () => {
  it.each(Object.values(PACKAGE_FILES))('refuses a package with a changed byte in %s', async (file) => {
    const other = await tinyRegistry();
    const path = join(other, PACKAGE_NAME, '0.0.1', file);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
    await expect(createUnderstanding({ registry: other })).rejects.toMatchObject({ code: expect.stringMatching(/^PACKAGE_/) });
    rmSync(other, { recursive: true });
  });
});
