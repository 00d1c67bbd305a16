import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findData, readPublicManifest, sha256Json } from '@casebook/data-pipelines';
import { describe, expect, it } from 'vitest';
import { extractBanks } from './extract.js';
import { looksLikeSgd, looksLikeSgdSchema, parseSgd, parseSgdSchema, readSgd, readSgdSchema, sgdUtterances } from './index.js';

const state = { active_intent: 'Pay', requested_slots: [], slot_values: { amount: ['$5', '5 dollars'] } };
const user = {
  speaker: 'USER',
  utterance: 'Pay $5',
  frames: [{ service: 'Wallets_9', slots: [{ slot: 'amount', start: 4, exclusive_end: 6 }], state }],
};
const system = {
  speaker: 'SYSTEM',
  utterance: 'Done.',
  frames: [{ service: 'Wallets_9', slots: [], actions: [{ act: 'NOTIFY_SUCCESS', slot: '', values: [] }] }],
};
const dialogue = { dialogue_id: '1_00001', services: ['Wallets_9'], turns: [user, system] };
const service = {
  service_name: 'Wallets_9',
  description: 'Pay',
  slots: [{ name: 'amount', description: 'How much', is_categorical: false, possible_values: [] }],
  intents: [{ name: 'Pay', description: 'Pay somebody', is_transactional: true, required_slots: ['amount'], optional_slots: {} }],
};
const refused = (message: RegExp) => expect.objectContaining({ code: 'CORPUS_INVALID', message: expect.stringMatching(message) });

describe('parseSgd', () => {
  it('reads dialogues of any service', () => {
    const read = parseSgd(JSON.stringify([dialogue]), 'f.json');
    expect(read).toEqual([dialogue]);
    expect(sgdUtterances(read)).toEqual([{ text: 'Pay $5', intent: 'Pay', slots: [{ name: 'amount', start: 4, end: 6 }] }]);
  });

  it('leaves out the intent NONE, and values that were copied', () => {
    const frame = {
      service: 'Wallets_9',
      slots: [{ slot: 'amount', copy_from: 'price', value: ['$5'] }],
      state: { ...state, active_intent: 'NONE' },
    };
    const read = parseSgd(JSON.stringify([{ ...dialogue, turns: [{ ...user, frames: [frame] }] }]), 'f.json');
    expect(sgdUtterances(read)).toEqual([{ text: 'Pay $5', slots: [] }]);
  });

  it.each([
    [[], /whole file/],
    [[{ ...dialogue, turns: [] }], /dialogue 0/],
    [[{ ...dialogue, turns: [user, { ...system, speaker: 'BOT' }] }], /dialogue 0/],
    [[{ ...dialogue, turns: [system, { ...user, utterance: 'Pay' }] }], /dialogue 1_00001, turn 1: a span of amount/],
    [[{ ...dialogue, turns: [{ ...user, frames: system.frames }] }], /turn 0: a frame of the user has no state/],
  ])('refuses %#', (value, message) => {
    expect(() => parseSgd(JSON.stringify(value), 'f.json')).toThrow(refused(message));
  });

  it('knows dialogues from schemas', () => {
    const heads = [JSON.stringify([dialogue]), JSON.stringify([service], null, 1), '[{"text": "a", "intents": []}]'];
    expect(heads.map(looksLikeSgd)).toEqual([true, false, false]);
    expect(heads.map(looksLikeSgdSchema)).toEqual([false, true, false]);
  });
});

describe('parseSgdSchema', () => {
  it('reads services', () => {
    expect(parseSgdSchema(JSON.stringify([service]), 'schema.json')).toEqual([service]);
  });

  it.each([
    [{}, /whole file/],
    [[service, { ...service, intents: 1 }], /service 1/],
    [[{ ...service, slots: [] }], /service 0: the intent Pay needs the slot amount/],
  ])('refuses %#', (value, message) => {
    expect(() => parseSgdSchema(JSON.stringify(value), 'schema.json')).toThrow(refused(message));
  });
});

it('keeps the dialogues of the one service alone', () => {
  const banks = { ...dialogue, services: ['Banks_1'] };
  const files = [JSON.stringify([dialogue, { ...dialogue, services: ['Banks_1', 'Events_1'] }]), JSON.stringify([banks])];
  expect(extractBanks(files, 'banks_1_train.json')).toEqual([banks]);
  expect(extractBanks([JSON.stringify([service, { service_name: 'Banks_1' }])], 'schema_banks_1.json')).toEqual([
    { service_name: 'Banks_1' },
  ]);
});

const real = findData('sgd-banks');
describe.skipIf(!real)('the real files', () => {
  it('have the content and counts of the manifest; states name only what the schema knows', async () => {
    const { counts, files } = await readPublicManifest(new URL('../manifest.json', import.meta.url));
    for (const { name, sha256 } of files) expect(sha256Json(JSON.parse(await readFile(join(real!, name), 'utf8')))).toBe(sha256);
    const dialogues = await readSgd(join(real!, 'banks_1_train.json'));
    const users = sgdUtterances(dialogues);
    const frames = dialogues.flatMap(({ turns }) => turns.flatMap((turn) => turn.frames));
    expect([dialogues.length, dialogues.flatMap(({ turns }) => turns).length, users.length]).toEqual([
      counts['dialogues'],
      counts['turns'],
      counts['userTurns'],
    ]);
    expect(frames.flatMap(({ slots }) => slots)).toHaveLength(counts['spans']!);
    const [schema] = await readSgdSchema(join(real!, 'schema_banks_1.json'));
    const slots = schema!.slots.map(({ name }) => name);
    const intents = schema!.intents.map(({ name }) => name);
    for (const { state: known } of frames) if (known) expect(slots).toEqual(expect.arrayContaining(Object.keys(known.slot_values)));
    expect(intents).toEqual(expect.arrayContaining([...new Set(users.flatMap(({ intent }) => intent ?? []))]));
  });
});
