/** S3Proxy, an S3 server in Java that checks signatures, with its objects in memory: started from Maven Central's jars. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { AwsCredentials } from '../sign-request.js';

export interface S3Server {
  endpoint: string;
  credentials: AwsCredentials;
  stop(): Promise<void>;
}

const pom = join(import.meta.dirname, '../../../../../../infra/s3/pom.xml');

/** @returns undefined, and says why, where there is no Java or Maven, or the jars cannot be had */
export async function startS3(): Promise<S3Server | undefined> {
  const jars = await serverJars().catch((error: Error) => void console.warn(`No S3 server: ${error.message.split('\n')[0]}`));
  if (!jars) return undefined;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'casebook-s3-'));
  const credentials = { accessKeyId: 'casebook', secretAccessKey: 'a-secret-of-the-specs' };
  const properties = {
    's3proxy.endpoint': `http://127.0.0.1:${port}`,
    's3proxy.authorization': 'aws-v4',
    's3proxy.identity': credentials.accessKeyId,
    's3proxy.credential': credentials.secretAccessKey,
    'jclouds.provider': 'transient',
    'jclouds.identity': 'x',
    'jclouds.credential': 'x',
  };
  const file = join(folder, 's3.properties');
  writeFileSync(file, Object.entries(properties).map(([key, value]) => `${key}=${value}\n`).join('')); // prettier-ignore
  const java = [
    '-Xmx128m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-cp',
    `${jars}/*`,
    'org.gaul.s3proxy.Main',
    '--properties',
    file,
  ];
  const server = spawn('java', java, { stdio: 'ignore' });
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      const gone = once(server, 'exit');
      server.kill('SIGKILL');
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', () => server.kill('SIGKILL'));
  const endpoint = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 90_000; !(await answers(endpoint)); await sleep(200)) {
    if (server.exitCode === null && Date.now() < deadline) continue;
    await stop();
    throw new Error('S3Proxy did not start');
  }
  return { endpoint, credentials, stop };
}

const answers = (endpoint: string) =>
  fetch(endpoint, { signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false,
  );

async function serverJars(): Promise<string> {
  const run = promisify(execFile);
  await run('java', ['-version']);
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'casebook');
  const jars = join(cache, 's3proxy-2.7.0');
  if (existsSync(jars)) return jars;
  mkdirSync(cache, { recursive: true });
  const fresh = `${jars}.${process.pid}`;
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${fresh}`];
  await run('mvn', ['-B', '-q', '-ntp', '-f', pom, ...goal], { timeout: 200_000, maxBuffer: 1e8 });
  if (!existsSync(jars)) renameSync(fresh, jars);
  return jars;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
