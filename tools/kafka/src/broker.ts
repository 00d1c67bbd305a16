/** One KRaft broker on loopback, for development and for tests that kill it. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CasebookError } from '@casebook/core';
import { freePort, portIsFree } from './ports.js';
import { baseProperties, brokerJars, checkJava, kafkaVersion } from './prerequisites.js';
import { brokerAnswers } from './probe.js';

export interface BrokerOptions {
  /** Port of the clients' listener on 127.0.0.1; default: a free one. */
  port?: number;
  /** Where the log segments live; default: a temporary folder that `stop` removes. */
  dataDir?: string;
  version?: string;
  /** Heap of the JVM in MB. */
  heapMb?: number;
  log?: (line: string) => void;
}

export interface Broker {
  /** For KAFKA_BROKERS: `127.0.0.1:port`. */
  readonly brokers: string;
  readonly port: number;
  readonly pid: number;
  /** Ends the broker in an orderly way. */
  stop(): Promise<void>;
  /** kill −9: what a power cut of the broker alone looks like. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data, after `stop` or `kill`; resolves when producers and groups can use it. */
  restart(): Promise<void>;
}

/**
 * Formats the folder where needed, starts the broker and waits until producers and groups can use it.
 *
 * A guard process ends the broker when this process is killed.
 *
 * @throws {CasebookError} `KAFKA_NO_JAVA`, `KAFKA_NO_MAVEN`, `KAFKA_DOWNLOAD_FAILED`, `KAFKA_PORT_IN_USE`, `KAFKA_START_FAILED`
 *
 * @example
 * const broker = await startBroker();
 * await broker.kill();
 * await broker.restart();
 * await broker.stop();
 */
export async function startBroker(options: BrokerOptions = {}): Promise<Broker> {
  const { version = kafkaVersion, heapMb = 256, log = () => undefined } = options;
  await checkJava();
  const jars = await brokerJars(version, log);
  const port = options.port ?? (await freePort());
  const controllerPort = await freePort();
  const folder = resolve(options.dataDir ?? mkdtempSync(join(tmpdir(), 'casebook-kafka-')));
  mkdirSync(folder, { recursive: true });
  const properties = join(folder, 'server.properties');
  writeFileSync(properties, settings(port, controllerPort, join(folder, 'data')));
  const java = [
    '-cp',
    `${jars}/*`,
    '-XX:+UseSerialGC',
    '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
    '-Dorg.slf4j.simpleLogger.showDateTime=true',
  ];
  if (!existsSync(join(folder, 'data', 'meta.properties'))) {
    log(`Formatting ${folder} …`);
    await format([...java, '-XX:TieredStopAtLevel=1', '-Xmx128m'], properties);
  }
  const launch = () => launchBroker([...java, `-Xms${heapMb}m`, `-Xmx${heapMb}m`, 'kafka.Kafka', properties], folder, port);
  log(`Starting Apache Kafka ${version} on 127.0.0.1:${port} …`);
  let running = await launch();
  return {
    brokers: `127.0.0.1:${port}`,
    port,
    get pid() {
      return running.pid!;
    },
    kill: () => end(running, 'SIGKILL'),
    restart: async () => {
      if (running.exitCode === null && running.signalCode === null) await end(running, 'SIGTERM');
      running = await launch();
    },
    stop: async () => {
      await end(running, 'SIGTERM');
      if (!options.dataDir) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function settings(port: number, controllerPort: number, data: string): string {
  const own = {
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'log.dirs': data,
  };
  return `${readFileSync(baseProperties, 'utf8')}\n${Object.entries(own)
    .map((entry) => entry.join('='))
    .join('\n')}\n`;
}

async function format(java: string[], properties: string): Promise<void> {
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A'); // a leading dash would be taken for an option
  try {
    await promisify(execFile)('java', [...java, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties], {
      timeout: 120_000,
    });
  } catch (cause) {
    throw new CasebookError(
      'KAFKA_START_FAILED',
      `The data folder could not be formatted. ${String((cause as { stderr?: string }).stderr)}`,
      { cause },
    );
  }
}

async function launchBroker(args: string[], folder: string, port: number): Promise<ChildProcess> {
  if (!(await portIsFree(port))) {
    throw new CasebookError(
      'KAFKA_PORT_IN_USE',
      `Port ${port} is taken: end the program that listens there, or choose another with --port.`,
    );
  }
  const logFile = join(folder, 'broker.log');
  const log = openSync(logFile, 'a');
  // A process group of its own: Ctrl-C must first let the apps finish.
  const broker = spawn('java', args, { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const guard = spawn('sh', ['-c', 'read _; kill -KILL "$1"', 'guard', String(broker.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  for (const handle of [broker, guard, guard.stdin as unknown as { unref(): void }]) handle.unref();
  broker.once('exit', () => guard.kill('SIGKILL'));
  for (const deadline = Date.now() + 60_000; !(await brokerAnswers(`127.0.0.1:${port}`)); await sleep(100)) {
    if (broker.exitCode === null && Date.now() < deadline) continue;
    broker.kill('SIGKILL');
    const tail = readFileSync(logFile, 'utf8').slice(-1_500);
    throw new CasebookError('KAFKA_START_FAILED', `The broker did not start; the end of ${logFile}:\n${tail}`);
  }
  return broker;
}

async function end(broker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (broker.exitCode !== null || broker.signalCode !== null) return;
  const gone = once(broker, 'exit');
  broker.kill(signal);
  const timer = setTimeout(() => broker.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(timer);
}
