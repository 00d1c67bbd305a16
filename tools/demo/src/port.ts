/** Finding a port to listen on. */
import { InvalidInputError, UnavailableError } from '@casebook/core';
import { createServer } from 'node:net';

const TRIES = 20;

/**
 * The first free port from `from` on, on the loopback address.
 *
 * @throws {UnavailableError} `PORT_NONE_FREE` after 20 ports in use
 */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < Math.min(from + TRIES, 65_536); port++) if (await isFree(port)) return port;
  throw new UnavailableError('PORT_NONE_FREE', `Ports ${from} to ${from + TRIES - 1} are all in use: name a free one with --port.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * Reads a port from the command line or the environment.
 *
 * @throws {InvalidInputError} `PORT_INVALID`
 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new InvalidInputError('PORT_INVALID', `${text} is no port: give a whole number from 1 to 65535.`);
  }
  return port;
}
