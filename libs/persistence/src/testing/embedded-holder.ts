/** A process that holds an embedded server until it is killed: `embedded-holder.ts FOLDER`, started by a spec with an IPC channel. */
import { startEmbeddedPostgres } from '../embedded/server.js';

const server = await startEmbeddedPostgres({ folder: process.argv[2]!, durable: false });
process.send?.(server.pid);
setInterval(() => undefined, 60_000);
