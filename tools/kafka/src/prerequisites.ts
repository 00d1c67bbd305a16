/** What a broker needs of the machine: Java 17 or newer, and Maven or jars that were fetched before. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CasebookError } from '@casebook/core';

const run = promisify(execFile);
const infra = join(import.meta.dirname, '../../../infra/kafka');

/** The version that `npm run kafka` starts. */
export const kafkaVersion = '4.4.0';

/** @throws {CasebookError} `KAFKA_NO_JAVA` where `java` is missing or older than 17 */
export async function checkJava(): Promise<void> {
  const { stderr } = await run('java', ['-version']).catch((cause: unknown) => {
    throw new CasebookError('KAFKA_NO_JAVA', 'Install Java 17 or newer (Debian: apt-get install openjdk-17-jre-headless) and try again.', {
      cause,
    });
  });
  const major = Number(/version "(\d+)/.exec(stderr)?.[1]);
  if (major < 17) throw new CasebookError('KAFKA_NO_JAVA', `Kafka needs Java 17 or newer; the java in PATH is version ${major}.`);
}

/**
 * The folder with the broker's jars; the first call fetches them with Maven.
 *
 * @throws {CasebookError} `KAFKA_NO_MAVEN`, or `KAFKA_DOWNLOAD_FAILED` with the end of Maven's output
 */
export async function brokerJars(version: string, log: (line: string) => void): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'casebook');
  const jars = join(cache, `kafka-${version}`);
  if (existsSync(jars)) return jars;
  log(`Fetching Apache Kafka ${version} (45 MB, once) to ${jars} …`);
  mkdirSync(cache, { recursive: true });
  const fresh = `${jars}.${process.pid}`;
  try {
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${fresh}`, `-Dkafka.version=${version}`];
    await run('mvn', ['-B', '-q', '-ntp', '-f', join(infra, 'pom.xml'), ...goal], { timeout: 600_000, maxBuffer: 1e8 });
    if (!existsSync(jars)) renameSync(fresh, jars); // another process may have been faster
  } catch (cause) {
    const { code, stdout = '' } = cause as { code?: unknown; stdout?: string };
    if (code === 'ENOENT')
      throw new CasebookError('KAFKA_NO_MAVEN', 'Install Maven (Debian: apt-get install maven) and try again.', { cause });
    throw new CasebookError('KAFKA_DOWNLOAD_FAILED', `Maven could not fetch Kafka ${version}: check the network. ${stdout.slice(-1_000)}`, {
      cause,
    });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return jars;
}

/** The settings that every broker shares. */
export const baseProperties = join(infra, 'server.properties');
