/** A Python program of `peers/` with its requirements in a virtual environment of its own. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Makes the environment once; a change of requirements.txt makes it anew.
 *
 * @param folder of the peer, with requirements.txt
 * @param environment folder for the virtual environment, outside of version control
 * @returns path of its interpreter
 * @throws {Error} where python3 is missing or a package can't be installed; `--no-peer` measures without
 */
export function pythonPeer(folder: string, environment: string): string {
  const wanted = readFileSync(join(folder, 'requirements.txt'), 'utf8');
  const stamp = join(environment, 'installed.txt');
  const python = resolve(environment, 'bin/python');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  console.log(`Installing the peer's requirements into ${environment} …`);
  execFileSync('python3', ['-m', 'venv', '--clear', environment], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--requirement', join(folder, 'requirements.txt')], { stdio: 'inherit' });
  writeFileSync(stamp, wanted);
  return python;
}
