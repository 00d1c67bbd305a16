import { fc, test } from '@fast-check/vitest';
import { CasebookError } from '@casebook/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { createEvent, eventIdentity } from './domain-event.js';
import { EventRegistry } from './event-registry.js';

const viewed = defineEvent({
  type: 'shop.item.viewed',
  topic: 'shop.interactions.v1',
  version: '1',
  schema: z.object({ userId: z.string().min(1), itemId: z.string().min(1) }),
  key: ({ userId }) => userId,
});
const registry = new EventRegistry([viewed]);
const event = createEvent(viewed, { userId: 'u1', itemId: 'i1' }, { source: '/shop/web', time: new Date(0) });

describe('createEvent', () => {
  it('fills in what CloudEvents asks for', () => {
    expect(event).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      source: '/shop/web',
      type: 'shop.item.viewed',
      time: '1970-01-01T00:00:00.000Z',
      datacontenttype: 'application/json',
      dataschema: 'urn:casebook:shop.item.viewed:1',
      data: { userId: 'u1', itemId: 'i1' },
    });
  });

  it('refuses data that break the schema', () => {
    expect(() => createEvent(viewed, { userId: '', itemId: 'i1' }, { source: '/x' })).toThrow(
      expect.objectContaining({ code: 'EVENT_INVALID', details: [expect.objectContaining({ path: 'userId' })] }),
    );
  });
});

describe('defineEvent', () => {
  it('refuses a topic without domain, entity and version', () => {
    for (const topic of ['interactions', 'shop.interactions', 'Shop.Interactions.v1', 'shop.v1x'])
      expect(() => defineEvent({ ...viewed, topic })).toThrow(expect.objectContaining({ code: 'EVENT_TOPIC_INVALID' }));
  });
});

describe('EventRegistry', () => {
  it('accepts what createEvent made', () => expect(registry.parse(event)).toEqual(event));

  it('tells two sources that chose the same id apart', () => {
    expect(eventIdentity({ source: '/a', id: '1' })).not.toBe(eventIdentity({ source: '/b', id: '1' }));
  });

  it.each([
    ['EVENT_TYPE_UNKNOWN', { type: 'shop.item.stolen' }],
    ['EVENT_INVALID', { specversion: '0.3' }],
    ['EVENT_INVALID', { id: '' }],
    ['EVENT_INVALID', { id: 'a\u0000b' }],
    ['EVENT_INVALID', { id: 'x'.repeat(513) }],
    ['EVENT_INVALID', { source: '\ud800' }],
    ['EVENT_INVALID', { time: 'yesterday' }],
    ['EVENT_INVALID', { datacontenttype: 'text/plain' }],
    ['EVENT_INVALID', { data: null }],
    ['EVENT_INVALID', { data: { userId: 7, itemId: 'i1' } }],
  ])('refuses with %s %j', (code, part) => {
    expect(() => registry.parse({ ...event, ...part })).toThrow(expect.objectContaining({ code }));
  });

  it('drops a broken trace header and keeps the event', () => {
    expect(registry.parse({ ...event, traceparent: 'zz' })).toEqual(event);
  });

  test.prop([fc.anything()], { numRuns: 2_000 })('never fails with anything but a typed error', (value) => {
    try {
      registry.parse(value);
    } catch (error) {
      expect(error).toBeInstanceOf(CasebookError);
    }
  });

  it('refuses two definitions of one type', () => {
    expect(() => new EventRegistry([viewed, viewed])).toThrow(expect.objectContaining({ code: 'EVENT_TYPE_TWICE' }));
  });
});
