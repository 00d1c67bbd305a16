import { fc, test } from '@fast-check/vitest';
import { CasebookError } from '@casebook/core';
import { CloudEvent, HTTP } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import { entry, ledgerEvent } from '../testing/ledger.js';
import { EventRegistry } from '../definitions/event-registry.js';
import { eventsFromHttp } from './http-binding.js';

const definition = ledgerEvent();
const registry = new EventRegistry([definition]);
const event = entry(definition, 'anna', 1);
const theirs = new CloudEvent({ ...event, subject: 'Zoë & co' });
const expected = { ...event, subject: 'Zoë & co' };
const structured = { 'content-type': 'application/cloudevents+json' };

describe('eventsFromHttp', () => {
  it('reads what the CloudEvents SDK sends: structured, and binary', () => {
    const one = HTTP.structured(theirs) as { headers: Record<string, string>; body: string };
    expect(eventsFromHttp(registry, one.headers, one.body)).toEqual([expected]);
    const two = HTTP.binary(new CloudEvent({ ...event })) as { headers: Record<string, string>; body: string };
    expect(eventsFromHttp(registry, two.headers, two.body)).toEqual([event]);
  });

  it('reads percent-encoded attributes of binary mode', () => {
    const headers = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-type': event.type, 'ce-source': '/a%20b%C3%AB', 'ce-time': event.time };
    expect(eventsFromHttp(registry, headers, event.data)[0]).toMatchObject({ source: '/a bë', data: event.data });
  });

  it('reads a batch in order', () => {
    const batch = [1, 2, 3].map((n) => entry(definition, 'anna', n));
    expect(eventsFromHttp(registry, { 'content-type': 'application/cloudevents-batch+json' }, JSON.stringify(batch))).toEqual(batch);
  });

  it('gives an event without a time the present one', () => {
    const rest: Partial<typeof event> = { ...event };
    delete rest.time;
    expect(Date.now() - Date.parse(eventsFromHttp(registry, structured, rest)[0]!.time)).toBeLessThan(60_000);
  });

  it.each([
    ['EVENT_IN_FUTURE', { ...event, time: '2999-01-01T00:00:00Z' }],
    ['EVENT_TYPE_UNKNOWN', { ...event, type: 'x' }],
    ['EVENT_INVALID', { ...event, data: { account: 'anna', n: 'NaN' } }],
    ['EVENT_INVALID', '{"broken"'],
    ['EVENT_INVALID', null],
  ])('refuses with %s', (code, body) => {
    expect(() => eventsFromHttp(registry, structured, body)).toThrow(expect.objectContaining({ code, status: 400 }));
  });

  it('names the event of a batch that is wrong, and limits the batch', () => {
    expect(() => eventsFromHttp(registry, structured, [event, { ...event, id: '' }])).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^Event 1 /), details: expect.objectContaining({ index: 1 }) }),
    );
    expect(() => eventsFromHttp(registry, structured, [event, event, event], { maxEvents: 2 })).toThrow(
      expect.objectContaining({ code: 'EVENT_BATCH_TOO_LARGE', status: 413 }),
    );
  });

  test.prop([fc.dictionary(fc.string(), fc.string()), fc.anything()], { numRuns: 1_000 })(
    'never fails with anything but a typed error',
    (headers, body) => {
      try {
        eventsFromHttp(registry, headers, body);
      } catch (error) {
        expect(error).toBeInstanceOf(CasebookError);
      }
    },
  );
});
