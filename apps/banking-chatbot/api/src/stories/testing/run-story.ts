/** Plays a story against a bank, and checks what it says. */
import type { ReplyDto, Understanding } from '@casebook/banking-chatbot-contract';
import type { EntityManager } from 'typeorm';
import { expect } from 'vitest';
import { bookDueTransfers } from '../../bank/actions/book-transfer.js';
import { auditLedger } from '../../bank/ledger/audit.js';
import { deviceMessages, stepUpByCode } from '../../bank/step-up.js';
import { NOW } from '../../bank/testing/test-bank.js';
import { Assistant } from '../../conversation/assistant.js';
import type { CustomerSession } from '../../conversation/assistant.types.js';
import { replay } from '../../conversation/replay.js';
import { eventsOf } from '../../conversation/store/conversation-store.js';
import { PolicySearch } from '../../policies/policy-search.js';
import type { Step, Story } from '../story.js';

const policies = new PolicySearch();
const assistant = new Assistant({ stepUp: stepUpByCode, search: (text, intent) => policies.answer(text, intent) });

const understandingOf = ({ intents, slots }: Extract<Step, { do: 'customer' }>): Understanding => ({
  intents: [...intents, { name: 'help', confidence: 0.01 }, { name: 'greet', confidence: 0.01 }],
  slots: slots.map((span) => ({ ...span, confidence: 0.95 })),
  outOfScope: { score: intents[0]!.name === 'out_of_scope' ? 1 : 0, threshold: 0.5 },
  embedding: new Float32Array(0),
});

export async function runStory(manager: EntityManager, story: Story): Promise<void> {
  const session: CustomerSession = { conversationId: `story-${story.name}`, customerId: null, level: 'anonymous' };
  let now = NOW;
  let count = 0;
  let reply: ReplyDto | undefined;
  let last: Extract<Step, { do: 'customer' }> | undefined;
  const send = async () => {
    const meaning = understandingOf(last!);
    const { answered } = await assistant.handle(manager, session, { id: `m${count}`, text: last!.text }, meaning, now);
    return answered[0]!.reply;
  };
  for (const step of story.steps) {
    const at = `${story.title}: ${step.line}\n${reply?.kind}: ${reply?.text} ${reply?.quickReplies.map(({ label }) => `[${label}]`).join(' ')}`;
    if (step.do === 'as') Object.assign(session, signedInAs(step.who));
    else if (step.do === 'wait') now = new Date(now.getTime() + step.minutes * 60_000);
    else if (step.do === 'check') await check(manager, session, step.what, reply!, now, at);
    else if (step.do === 'again') expect(await send(), at).toEqual(reply);
    else if (step.do === 'reply') checkReply(reply!, step, at);
    else {
      last = { ...step, text: await withCode(manager, session, step.text) };
      count++;
      now = new Date(now.getTime() + 1000);
      reply = await send();
    }
  }
  await replaysTheSame(manager, session.conversationId);
  expect(await auditLedger(manager)).toEqual([]);
  await manager.query('SET CONSTRAINTS ALL IMMEDIATE'); // what a commit would check
}

function signedInAs(who: string): Partial<CustomerSession> {
  const [customerId, level] = who.split(' ');
  if (customerId === 'nobody') return { customerId: null, level: 'anonymous' };
  return { customerId: customerId!, level: level === 'confirmed' ? 'confirmed' : 'signed-in' };
}

function checkReply({ kind, text, quickReplies }: ReplyDto, step: Extract<Step, { do: 'reply' }>, at: string): void {
  expect(kind, at).toBe(step.kind);
  for (const words of step.says) expect(text, at).toContain(words);
  for (const words of step.saysNot) expect(text, at).not.toContain(words);
  expect(
    quickReplies.map(({ label }) => label),
    at,
  ).toEqual(expect.arrayContaining(step.buttons));
}

/** `$CODE`: the six digits on the customer's device. `$WRONG`: six others. */
async function withCode(manager: EntityManager, session: CustomerSession, text: string): Promise<string> {
  if (!/\$(CODE|WRONG)/.test(text)) return text;
  const [message] = await deviceMessages(manager, session.customerId!);
  const code = /\d{6}/.exec(message!.text)![0];
  return text.replace('$CODE', code).replace('$WRONG', code === '000000' ? '000001' : '000000');
}

async function check(
  manager: EntityManager,
  session: CustomerSession,
  what: string,
  { state }: ReplyDto,
  now: Date,
  at: string,
): Promise<void> {
  const [subject, ...rest] = what.split(' ');
  const value = rest.join(' ');
  if (subject === 'balance') {
    const [row] = await manager.query<{ balance: string }[]>('SELECT balance FROM accounts WHERE id = $1', [rest[0]]);
    expect((Number(row!.balance) / 100).toFixed(2), at).toBe(rest[1]);
  } else if (subject === 'card') {
    const [row] = await manager.query<{ status: string }[]>('SELECT status FROM cards WHERE id = $1', [rest[0]]);
    expect(row!.status, at).toBe(rest[1]);
  } else if (subject === 'active') expect(`${state.active?.flow ?? 'none'} ${state.active?.phase ?? ''}`.trim(), at).toBe(value);
  else if (subject === 'value') expect(state.active?.values[rest[0]!], at).toBe(rest.slice(1).join(' '));
  else if (subject === 'interrupted') expect(state.interrupted.join(' ') || 'none', at).toBe(value);
  else if (subject === 'failures') expect(state.failures, at).toBe(Number(value));
  else if (subject === 'handed') expect(state.handedOff, at).toBe(true);
  else if (subject === 'due') await bookDueTransfers(manager, now);
  else if (subject === 'count') {
    const [table, n] = rest;
    const rows = await manager.query<unknown[]>(`SELECT 1 FROM ${manager.connection.driver.escape(table!)} WHERE customer_id = $1`, [
      session.customerId,
    ]);
    expect(rows.length, at).toBe(Number(n));
  } else throw new Error(`${at}: nobody knows how to check "${subject}"`);
}

/** State and words come out of the events again. */
async function replaysTheSame(manager: EntityManager, conversationId: string): Promise<void> {
  const { state, results } = await replay(manager, conversationId);
  const [row] = await manager.query<{ state: unknown }[]>('SELECT state FROM conversation_states WHERE conversation_id = $1', [
    conversationId,
  ]);
  expect(state).toEqual(row!.state);
  const events = await eventsOf(manager, conversationId);
  expect(results.map(({ text }) => text)).toEqual(events.map(({ reply }) => reply.text));
}
