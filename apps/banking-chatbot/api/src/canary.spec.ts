/** Personal data that a customer writes is found nowhere but where it belongs: not in logs, traces, metrics, cache keys or other topics. */
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TOPICS } from '@casebook/banking-chatbot-contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEMO_CUSTOMERS } from './bank/index.js';
import { everythingOn, write } from './testing/channel.js';
import { Page } from './testing/page.js';
import { startTestService, type TestService } from './testing/start-test-service.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 }); // whole services start and stop here, slowly on busy machines

const [ada] = DEMO_CUSTOMERS as [(typeof DEMO_CUSTOMERS)[0]];

/** One of each kind; none of them is written anywhere else. */
const CANARIES = {
  name: 'Xaverius Quillfeather',
  iban: 'DE02120300000000202051',
  'iban in groups': 'GB33 BUKB 2020 1555 5555 55',
  card: '5555 5555 5555 4444',
  phone: '+49 170 5550199',
  email: 'xq.canary@mail.example',
  text: 'marmaladeparrot',
};
const said = `${CANARIES.text}: pay ${CANARIES.name} at ${CANARIES.iban} or ${CANARIES['iban in groups']} from ${CANARIES.card}, call ${CANARIES.phone} or ${CANARIES.email}`;
const inAddress = encodeURIComponent(CANARIES.name);

let service: TestService;
let collector: Server;
const traces: string[] = [];
const level = process.env['LOG_LEVEL'];

beforeAll(async () => {
  collector = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => traces.push(chunk.toString('latin1'), chunk.toString()));
    request.on('end', () => response.end('{}'));
  }).listen(0);
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  process.env['LOG_LEVEL'] = 'trace';
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = endpoint; // OpenTelemetry reads the process's own
  service = await startTestService({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } });
  await useIt();
});
afterAll(async () => {
  delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (level === undefined) delete process.env['LOG_LEVEL'];
  else process.env['LOG_LEVEL'] = level;
  collector?.close();
});

/** Every way in, with success and with every kind of failure. */
async function useIt(): Promise<void> {
  const { request, topology } = service;
  const visitor = await service.visitor(ada.id);
  for (const text of [said, `my balance ${said}`, `fees ${said}`, `human please ${said}`]) await visitor.say(text);
  // Of no recognisable form, and remembered: its key is a digest.
  await visitor.say(`is there a fee, asks ${CANARIES.name} ${CANARIES.text}`);
  const path = `/v1/conversations/${visitor.conversationId}/messages`;
  await visitor.request(path, { body: `{"id":"a","text":"${said}` });
  await visitor.request(path, { body: { id: said, text: said } });
  await visitor.request(path, { body: { id: 'b', text: said.repeat(100) } });
  await visitor.request(path, { body: { id: 'b', text: 'x', [said]: 1 } });
  await visitor.request(`/v1/conversations/${inAddress}?after=${inAddress}`);
  await visitor.request(`/v1/conversations?${inAddress}`);
  await request(`/v1/${inAddress}`, { headers: { authorization: `Bearer ${CANARIES.text}`, 'x-request-id': CANARIES.email } });
  await request(`/v1/policies/${inAddress}`);
  await request('/v1/session/sign-in', { body: { customerId: CANARIES.text, pin: '1234' }, headers: visitor.headers });
  await request('/v2/models/x/infer', { body: { inputs: [{ name: said, shape: [1], datatype: 'BYTES', data: [said] }] } });
  const page = await Page.open(service.url);
  page.say({ type: 'hello', token: visitor.session.token });
  await page.next('ready');
  page.say({ type: 'message', id: 'c', text: said });
  await page.next('turn');
  page.raw(said);
  page.say({ type: 'message', id: said, text: said });
  page.say({ type: said as 'ping' });
  await vi.waitFor(() => expect(page.got.filter(({ type }) => type === 'problem')).toHaveLength(3), { timeout: 30_000 });
  page.close();
  await write(topology.bus, { conversationId: randomUUID(), customerId: ada.id, level: 'signed-in', text: said });
  await topology.bus.publish(TOPICS.messages, [{ key: 'k', value: Buffer.from(said), headers: {} }]);
  await topology.runtime.settled();
  for (const topic of [TOPICS.replies, TOPICS.handoffs]) expect(await everythingOn(topology.bus, topic)).not.toBe('');
  const [bus, metrics] = [topology.bus, (await request('/metrics')).body as string];
  collected.metrics = metrics;
  collected.turns = await everythingOn(bus, TOPICS.turns);
  const cache = Reflect.get(Reflect.get(topology.understanding, 'parts') as object, 'cache') as object;
  collected.keys = JSON.stringify([...(Reflect.get(cache, 'known') as Map<string, unknown>).keys()]);
  collected.handoffs = await everythingOn(bus, TOPICS.handoffs);
  // PostgreSQL goes away in the middle of it.
  await topology.database.close();
  await visitor.say(said);
  await visitor.request('/v1/conversations');
  await service.close().catch(() => undefined); // its database is gone already
  collected.logs = service.logs.join('');
  collected.traces = traces.join('\n');
}
const collected: Record<string, string> = {};

describe.each(['logs', 'traces', 'metrics', 'turns', 'keys'])('%s', (where) => {
  it('are there', () => expect(collected[where]!.length).toBeGreaterThan(10));

  it.each(Object.entries(CANARIES))('hold no %s', (_, canary) => {
    for (const form of [canary, canary.replaceAll(' ', ''), encodeURIComponent(canary)]) expect(collected[where]).not.toContain(form);
  });
});

it('a person who takes over gets what was said, but no card number', () => {
  expect(collected['handoffs']).toContain(CANARIES.text);
  expect(collected['handoffs']).toContain('[card]');
  expect(collected['handoffs']).not.toContain(CANARIES.card);
});
