/** Who uses the server of a folder: the last one to leave, also by being killed, ends it. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './start-lock.js';

/** Waits for the parent's end of the pipe to close, then ends the server unless another living process has signed in. */
const guardScript = `
read _
rm -f "$1/clients/$2"
for client in "$1"/clients/*; do
  name=\${client##*/}
  [ -e "$client" ] && kill -0 "\${name%%.*}" 2>/dev/null && exit 0
done
kill -INT "$(head -n 1 "$1/data/postmaster.pid")"
`;

let opened = 0;

/**
 * Signs this process in as a user of the server and leaves a guard behind that outlives even `kill -9`.
 *
 * @returns signs out; true where nobody else is left
 */
export function signIn(folder: string): () => boolean {
  const clients = join(folder, 'clients');
  mkdirSync(clients, { recursive: true });
  const name = `${process.pid}.${++opened}`;
  writeFileSync(join(clients, name), '');
  const guard = spawn('sh', ['-c', guardScript, 'guard', folder, name], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref(); // a socket underneath: it must not keep the process alive
  return () => {
    rmSync(join(clients, name), { force: true });
    guard.kill('SIGKILL');
    return living(clients).length === 0;
  };
}

function living(clients: string): string[] {
  return readdirSync(clients).filter((name) => {
    if (isAlive(Number(name.split('.')[0]))) return true;
    rmSync(join(clients, name), { force: true });
    return false;
  });
}
