/** Ports on loopback. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A port that was free a moment ago, below those that systems give to outgoing connections (Linux 32768 and up, others 49152): none of
 * them takes it before its broker listens there, or while that broker is down.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_768);
    if (await portIsFree(port)) return port;
  }
}

/** Whether nobody listens on the port. */
export const portIsFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer().once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
