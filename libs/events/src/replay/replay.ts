/** Sends messages again: dead letters after a repair, or what a topic still holds to a new consumer. */
import { InvalidInputError } from '@casebook/core';
import type { EventBus, ReceivedMessage, WireMessage } from '../bus/event-bus.js';
import { deadLetterCause, deadLetterTopic, revived } from '../consume/dead-letter.js';

export interface ReplayOptions {
  bus: EventBus;
  /** The original topic, also for its dead letters. */
  topic: string;
  from: 'dead-letters' | 'earliest' | Date;
  /** Another topic, or a function; default, for dead letters only: the topic they came from. */
  to?: string | ((message: ReceivedMessage) => Promise<void>);
  /** Count only. */
  dryRun?: boolean;
}

export interface ReplayReport {
  messages: number;
  /** Dead letters by the code of their cause. */
  causes: Record<string, number>;
}

const pageSize = 500;

/**
 * Replays. Dead letters that were sent again are removed; a crash in between sends some twice, which the inbox recognises.
 * Events that a consumer has already applied are not applied again by it: replay them to another topic, or to a function.
 *
 * @throws {InvalidInputError} `REPLAY_TARGET_MISSING` where old events would only go back to where they are
 */
export async function replay({ bus, topic, from, to, dryRun = false }: ReplayOptions): Promise<ReplayReport> {
  const dead = from === 'dead-letters';
  if (!dead && (to === undefined || to === topic)) {
    throw new InvalidInputError(
      'REPLAY_TARGET_MISSING',
      'Consumers pass over events that they have applied: name another topic to replay to.',
    );
  }
  const source = dead ? deadLetterTopic(topic) : topic;
  const report: ReplayReport = { messages: 0, causes: {} };
  let page: ReceivedMessage[] = [];
  const flush = async () => {
    if (!dryRun) await send(bus, page, to);
    if (!dryRun && dead) await bus.truncate(source, ends(page));
    page = [];
  };
  for await (const message of bus.read(source, { from: from instanceof Date ? from.getTime() : 'earliest' })) {
    const code = deadLetterCause(message)?.code;
    if (code) report.causes[code] = (report.causes[code] ?? 0) + 1;
    report.messages++;
    page.push(message);
    if (page.length === pageSize) await flush();
  }
  await flush();
  return report;
}

async function send(bus: EventBus, page: ReceivedMessage[], to: ReplayOptions['to']): Promise<void> {
  if (typeof to === 'function') {
    for (const message of page) await to(message);
    return;
  }
  const topics = new Map<string, WireMessage[]>();
  for (const message of page) {
    const target = to ?? deadLetterCause(message)?.topic;
    if (target) topics.set(target, [...(topics.get(target) ?? []), revived(message)]);
  }
  for (const [target, messages] of topics) await bus.publish(target, messages);
}

/** The offset after the last one of each partition; a page holds each partition's messages in order. */
function ends(page: ReceivedMessage[]): { partition: number; offset: number }[] {
  const last = new Map(page.map(({ partition, offset }) => [partition, offset + 1]));
  return [...last].map(([partition, offset]) => ({ partition, offset }));
}
