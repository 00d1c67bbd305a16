import fastifyWebsocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import { WebSocket as Client } from 'undici';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSocket, type Socket, type SocketOptions } from './socket.js';

interface Peer {
  send(text: string): void;
  close(code?: number): void;
  terminate(): void;
}

describe('openSocket, on a real server', () => {
  let server: FastifyInstance;
  let port: number;
  let peers: Peer[];
  let received: string[];
  let socket: Socket | undefined;

  const serve = async (at = 0) => {
    server = fastify();
    await server.register(fastifyWebsocket);
    server.get('/chat', { websocket: true }, (peer) => {
      peers.push(peer);
      peer.on('message', (data: Buffer) => received.push(data.toString()));
    });
    await server.listen({ port: at, host: '127.0.0.1' });
    port = (server.server.address() as { port: number }).port;
  };
  const open = (options: Partial<SocketOptions> = {}) => {
    const states: string[] = [];
    const messages: unknown[] = [];
    socket = openSocket(`ws://127.0.0.1:${port}/chat`, {
      onMessage: (message) => messages.push(message),
      onState: (state) => states.push(state),
      backoffMs: () => 10,
      create: (url) => new Client(url) as unknown as WebSocket,
      ...options,
    });
    return { states, messages };
  };
  const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

  beforeEach(async () => {
    peers = [];
    received = [];
    await serve();
  });
  afterEach(async () => {
    socket?.close();
    await server.close();
  });

  it('carries JSON both ways, and passes over what is none', async () => {
    const { states, messages } = open();
    expect(socket!.send({ too: 'early' })).toBe(false);
    await until(() => expect(states).toEqual(['connecting', 'open']));
    expect(socket!.send({ text: 'hello' })).toBe(true);
    await until(() => expect(received).toEqual(['{"text":"hello"}']));
    for (const text of ['{"n":1}', '{', '{"n":2}']) peers[0]!.send(text);
    await until(() => expect(messages).toEqual([{ n: 1 }, { n: 2 }]));
  });

  it('comes back when the connection breaks, and when the server was away', async () => {
    const { states } = open();
    await until(() => expect(states.at(-1)).toBe('open'));
    peers[0]!.terminate();
    await until(() => expect(peers).toHaveLength(2));
    await until(() => expect(states).toEqual(['connecting', 'open', 'waiting', 'connecting', 'open']));
    await server.close();
    await until(() => expect(states.filter((state) => state === 'waiting').length).toBeGreaterThan(3));
    expect(socket!.send({})).toBe(false);
    await serve(port);
    await until(() => expect(states.at(-1)).toBe('open'));
  });

  it('gives up a connection on which nothing is heard any more, and keeps one that answers', async () => {
    const { states } = open({ heartbeat: { message: { type: 'ping' }, everyMs: 20 } });
    await until(() => expect(received).toContain('{"type":"ping"}'));
    await until(() => expect(peers).toHaveLength(2));
    expect(states).toContain('waiting');
    const [, second] = peers;
    const answering = setInterval(() => second!.send('{"type":"pong"}'), 5);
    const before = received.length;
    await until(() => expect(received.length).toBeGreaterThan(before + 4));
    clearInterval(answering);
    expect(received.slice(before).every((text) => text === '{"type":"ping"}')).toBe(true);
  });

  it('stays away where the other side ended it for good', async () => {
    const { states } = open({ comesBack: (code) => code !== 4401 });
    await until(() => expect(peers).toHaveLength(1));
    peers[0]!.close(4401);
    await until(() => expect(states.at(-1)).toBe('waiting'));
    socket!.retry();
    expect(states.at(-1)).toBe('waiting');
  });

  it('tries at once when asked to', async () => {
    const { states } = open({ backoffMs: () => 3_600_000 });
    await until(() => expect(states.at(-1)).toBe('open'));
    peers[0]!.terminate();
    await until(() => expect(states.at(-1)).toBe('waiting'));
    socket!.retry();
    await until(() => expect(states.at(-1)).toBe('open'));
    socket!.retry();
    expect(states.at(-1)).toBe('open');
  });
});
