import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, parsePort } from './port.js';

describe('freePort', () => {
  it('passes over a port in use', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port)));
    try {
      expect(await freePort(port)).toBeGreaterThan(port);
    } finally {
      taken.close();
    }
  });
});

describe('parsePort', () => {
  it('reads a port', () => expect(parsePort('3333')).toBe(3333));
  it.each(['0', '65536', '-1', '80.5', 'http', ''])('refuses %j', (text) => expect(() => parsePort(text)).toThrow(/from 1 to 65535/));
});
