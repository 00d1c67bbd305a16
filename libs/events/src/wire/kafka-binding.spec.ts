import { fc, test } from '@fast-check/vitest';
import { CasebookError } from '@casebook/core';
import { CloudEvent, Kafka, type KafkaMessage } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEvent } from '../definitions/define-event.js';
import { createEvent } from '../definitions/domain-event.js';
import { decodeEvent, encodeEvent } from './kafka-binding.js';

const note = defineEvent({
  type: 'test.note.written',
  topic: 'test.notes.v1',
  version: '1',
  schema: z.object({ author: z.string(), body: z.unknown() }),
  key: ({ author }) => author,
});
const event = createEvent(note, { author: 'Zoë', body: ['🛒', 0] }, { source: '/notes', subject: 'first', id: '7' });

describe('encodeEvent', () => {
  it('writes what the CloudEvents SDK reads', () => {
    const { key, value, headers } = encodeEvent(note, event);
    expect(key).toBe('Zoë');
    const read = Kafka.toEvent({ value: String(value), headers, body: String(value) } as KafkaMessage<string>) as CloudEvent;
    expect(read).toMatchObject({
      id: '7',
      source: '/notes',
      type: note.type,
      subject: 'first',
      time: event.time,
      dataschema: note.dataschema,
    });
    expect(read.data).toEqual(event.data);
  });

  it('refuses a key that PostgreSQL could not store, and data above the limit', () => {
    expect(() => encodeEvent(note, { ...event, data: { author: 'a\u0000', body: 1 } })).toThrow(
      expect.objectContaining({ code: 'EVENT_INVALID' }),
    );
    expect(() => encodeEvent(note, { ...event, data: { author: 'a', body: 'x'.repeat(600_000) } })).toThrow(
      expect.objectContaining({ code: 'EVENT_TOO_LARGE', status: 413 }),
    );
  });
});

describe('decodeEvent', () => {
  it('reads what the CloudEvents SDK writes, in binary and structured mode', () => {
    const theirs = new CloudEvent({ ...event, data: event.data });
    const binary = Kafka.binary(theirs) as { headers: Record<string, string> };
    expect(decodeEvent({ headers: binary.headers, value: Buffer.from(JSON.stringify(event.data)), timestamp: 0 })).toEqual(event);
    const structured = Kafka.structured(theirs) as { headers: Record<string, string>; value: string };
    expect(decodeEvent({ headers: structured.headers, value: Buffer.from(structured.value), timestamp: 0 })).toEqual(event);
  });

  test.prop([fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => /^[^\p{Cc}\p{Cs}]{1,500}$/u.test(text)), fc.jsonValue()])(
    'gives back what was encoded',
    (author, body) => {
      const sent = createEvent(note, { author, body: JSON.parse(JSON.stringify(body)) }, { source: '/notes' });
      expect(decodeEvent({ ...encodeEvent(note, sent), timestamp: 0 })).toEqual(sent);
    },
  );

  test.prop(
    [
      fc.dictionary(fc.constantFrom('ce_id', 'ce_specversion', 'ce_type', 'ce_source', 'ce_time', 'content-type'), fc.string()),
      fc.option(fc.uint8Array()),
    ],
    {
      numRuns: 1_000,
    },
  )('never fails with anything but a typed error', (headers, bytes) => {
    try {
      decodeEvent({ headers, value: bytes && Buffer.from(bytes), timestamp: 0 });
    } catch (error) {
      expect(error).toBeInstanceOf(CasebookError);
    }
  });
});
