/** The WebSocket `/v1/chat`, on Fastify itself. */
import websocket from '@fastify/websocket';
import { LIMITS, type DeviceMessageDto, type SessionDto } from '@casebook/banking-chatbot-contract';
import type { FastifyInstance } from 'fastify';
import type { Session } from '../sessions/session.js';
import type { SessionsService } from '../sessions/sessions.service.js';
import type { ChatService } from './chat.service.js';
import type { ConversationsService } from './conversations.service.js';
import { SocketConnection, type PageSocket } from './socket-connection.js';
import type { Watchers } from './watchers.js';

export interface SocketParts {
  sessions: SessionsService;
  conversations: ConversationsService;
  chat: ChatService;
  watchers: Watchers;
  describe(session: Session): SessionDto;
  device(token: string | undefined): Promise<DeviceMessageDto[]>;
  /** Told of defects, for the log. */
  failed(error: unknown): void;
}

/** A page that says nothing, not even `ping` or a pong of the protocol, for so long has gone without a word. */
const SILENCE_MS = 60_000;
const MOST_CONNECTIONS = 10_000;

/** Installs the route. @returns ends every connection, so that a shutdown need not wait for them */
export async function serveSocket(fastify: FastifyInstance, parts: SocketParts): Promise<() => void> {
  await fastify.register(websocket, { options: { maxPayload: LIMITS.socketMessage } });
  const open = new Map<PageSocket, number>();
  const timer = setInterval(() => {
    for (const [socket, heard] of open) {
      if (Date.now() - heard > SILENCE_MS) socket.terminate();
      else socket.ping();
    }
  }, SILENCE_MS / 3).unref();

  // Plugins load after this file's caller has returned: the route must wait for the one that serves it.
  await fastify.register((instance, _, done) => {
    instance.get('/v1/chat', { websocket: true, config: { longLived: true } }, (socket: PageSocket) => {
      if (open.size >= MOST_CONNECTIONS) return socket.close(1013, 'Too many connections: try again later.');
      const connection = new SocketConnection(socket, parts);
      const heard = () => void open.set(socket, Date.now());
      heard();
      socket.on('pong', heard);
      socket.on('message', (data: Buffer, isBinary: boolean) => {
        heard();
        if (isBinary) return socket.close(1003, 'Send text.');
        void connection.receive(String(data));
      });
      socket.on('close', () => {
        open.delete(socket);
        connection.close();
      });
      socket.on('error', () => socket.terminate()); // a message over the limit, broken UTF-8
    });
    done();
  });
  return () => {
    clearInterval(timer);
    for (const socket of open.keys()) socket.close(1001, 'The service is shutting down: come back in a moment.');
  };
}
