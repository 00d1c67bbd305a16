import type { Intent, SlotSpan, Understanding } from '@casebook/banking-chatbot-contract';
import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditLedger, bankMigrations, seedDemoBank } from '../bank/index.js';
import { NOW } from '../bank/testing/test-bank.js';
import type { CustomerSession, IncomingMessage } from './assistant.types.js';
import { conversationMigrations, createAssistant, replay, transcripts } from './index.js';
import { HOLD_MS } from './store/held-messages.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ entities: [], migrations: [...bankMigrations, ...conversationMigrations], poolSize: 8 });
  await database.dataSource.transaction((manager) => seedDemoBank(manager, NOW));
});
afterAll(() => database?.close());

const assistant = createAssistant({ embed: async () => Float32Array.of(1) });

const means = (intent: Intent, slots: SlotSpan[] = []): Understanding => ({
  intents: [
    { name: intent, confidence: 0.95 },
    { name: 'help', confidence: 0.01 },
  ],
  slots,
  outOfScope: { score: 0, threshold: 1 },
  embedding: Float32Array.of(1),
});

let conversations = 0;
let session: CustomerSession;
beforeEach(() => {
  session = { conversationId: `conversation-${++conversations}`, customerId: 'ada', level: 'confirmed' };
});

const handle = (message: IncomingMessage, understanding: Understanding, now = NOW, who = session) =>
  database.dataSource.transaction(async (manager) => {
    const { answered, handedOff } = await assistant.handle(manager, who, message, understanding, now);
    return { replies: answered.map(({ reply }) => reply), handedOff };
  });

const span = (slot: SlotSpan['slot'], text: string, start: number): SlotSpan => ({
  slot,
  text,
  start,
  end: start + text.length,
  confidence: 0.9,
});
const transfer = means('make_transfer', [span('amount', '1 euro', 5), span('payee', 'Anna', 15)]);
const order = { id: 'order', text: 'send 1 euro to Anna' };
const balance = async () =>
  Number((await database.dataSource.query<{ balance: string }[]>(`SELECT balance FROM accounts WHERE id = 'ada-current'`))[0]!.balance);

describe('two messages at once', () => {
  it('are answered one after the other, without a gap in their numbers', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, (_, i) => handle({ id: `m${i}`, text: 'hello' }, means('greet'))));
    expect(all.map(({ replies }) => replies[0]!.sequence).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });

  it('of which both confirm move money once', async () => {
    const before = await balance();
    await handle(order, transfer);
    const both = await Promise.all([
      handle({ id: 'y1', text: 'yes' }, means('affirm')),
      handle({ id: 'y2', text: 'yes' }, means('affirm')),
    ]);
    expect(both.map(({ replies }) => replies[0]!.kind).sort()).toEqual(['answer', 'chat']);
    expect(await balance()).toBe(before - 100);
  });

  it('that are one and the same get one reply', async () => {
    const before = await balance();
    await handle(order, transfer);
    const yes = () => handle({ id: 'yes', text: 'yes' }, means('affirm'));
    const replies = await Promise.all([yes(), yes(), yes(), yes()]);
    for (const other of replies) expect(other.replies).toEqual(replies[0]!.replies);
    expect(await balance()).toBe(before - 100);
    expect(await auditLedger(database.dataSource.manager)).toEqual([]);
  });
});

describe('messages that overtake each other', () => {
  const message = (clientSequence: number) => ({ id: `m${clientSequence}`, text: `message ${clientSequence}`, clientSequence });
  const ids = (handled: Awaited<ReturnType<typeof handle>>) => handled.replies.map(({ messageId }) => messageId);

  it('wait for the ones before them', async () => {
    expect(ids(await handle(message(3), means('greet')))).toEqual([]);
    expect(ids(await handle(message(2), means('greet')))).toEqual([]);
    expect(ids(await handle(message(1), means('greet')))).toEqual(['m1', 'm2', 'm3']);
    expect(ids(await handle(message(4), means('greet')))).toEqual(['m4']);
  });

  it('wait no longer than it takes', async () => {
    expect(ids(await handle(message(2), means('greet')))).toEqual([]);
    const later = new Date(NOW.getTime() + HOLD_MS);
    expect(ids(await handle(message(2), means('greet'), later))).toEqual(['m2']);
    expect(ids(await handle(message(1), means('greet'), later))).toEqual(['m1']); // late is better than never
    expect(ids(await handle(message(2), means('greet'), later))).toEqual(['m2']); // a duplicate
  });
});

describe('a conversation', () => {
  it('belongs to its customer', async () => {
    await handle({ id: 'm1', text: 'hello' }, means('greet'));
    for (const customerId of ['ben', null]) {
      const stranger = { ...session, customerId };
      await expect(handle({ id: 'm2', text: 'hello' }, means('greet'), NOW, stranger)).rejects.toMatchObject({
        code: 'CONVERSATION_UNKNOWN',
        status: 404,
      });
    }
  });

  it('is taken along by the sign-in', async () => {
    const nobody: CustomerSession = { ...session, customerId: null, level: 'anonymous' };
    expect((await handle({ id: 'm1', text: 'balance' }, means('check_balance'), NOW, nobody)).replies[0]!.kind).toBe('sign_in');
    expect((await handle({ id: 'm2', text: 'I have signed in' }, means('inform'))).replies[0]!.text).toContain('Savings account');
  });

  it('leaves nothing behind where its transaction fails', async () => {
    const failing = database.dataSource.transaction(async (manager) => {
      await assistant.handle(manager, session, order, transfer, NOW);
      throw new Error('undo');
    });
    await expect(failing).rejects.toThrow('undo');
    expect((await handle(order, transfer)).replies[0]!.sequence).toBe(1);
  });

  it('is replayed from its events, and read as a transcript', async () => {
    const handled = [
      await handle(order, transfer),
      await handle({ id: 'q', text: 'what does that cost?' }, means('ask_fees')),
      await handle({ id: 'y', text: 'yes' }, means('affirm')),
    ];
    const { manager } = database.dataSource;
    const { state, results } = await replay(manager, session.conversationId);
    const [row] = await manager.query<{ state: unknown }[]>('SELECT state FROM conversation_states WHERE conversation_id = $1', [
      session.conversationId,
    ]);
    expect(state).toEqual(row!.state);
    expect(results.map(({ text }) => text)).toEqual(handled.map(({ replies }) => replies[0]!.text));
    expect(await transcripts.turns(manager, session.conversationId, 1, 1)).toEqual([
      { text: 'what does that cost?', sentAt: NOW.toISOString(), reply: handled[1]!.replies[0] },
    ]);
  });
});
