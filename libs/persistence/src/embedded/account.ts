/** PostgreSQL refuses to run as root: which account runs it, and whether that account can reach a folder. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export interface Account {
  uid: number;
  gid: number;
}

/**
 * The account that the server runs under.
 *
 * @returns undefined for an ordinary user (the server runs as that user); as root the owner of an existing data folder,
 * else `postgres` where the system has it, else `nobody`
 */
export function serverAccount(dataFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return passwdEntry('postgres') ?? passwdEntry('nobody') ?? { uid: 65534, gid: 65534 };
}

/** Whether the account may enter the folder and each of its parents (a checkout in /root is closed to everyone else). */
export function canEnter(folder: string, { uid, gid }: Account): boolean {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry) {
      const bit = entry.uid === uid ? 0o100 : entry.gid === gid ? 0o010 : 0o001;
      if ((entry.mode & bit) === 0) return false;
    }
    if (path === dirname(path)) return true;
  }
}

function passwdEntry(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}
