/** Ports on loopback. */
import { createServer, type AddressInfo } from 'node:net';

/** A port that was free a moment ago. */
export const freePort = () => listenOnce(0);

/** Whether nobody listens on the port. */
export const portIsFree = (port: number) =>
  listenOnce(port).then(
    () => true,
    () => false,
  );

function listenOnce(port: number): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => done(taken));
    });
  });
}
