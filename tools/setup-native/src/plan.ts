/** Where everything goes, what is there already, and what will be fetched. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { NotFoundError } from '@casebook/core';
import { cpuWheels, gpuWheels, megabytes, tensorflowVersion, totalBytes, type Wheel } from './pins.js';

export interface Plan {
  gpu: boolean;
  /** `@tensorflow/tfjs-node` or `@tensorflow/tfjs-node-gpu`, and the folder npm put it in. */
  packageName: string;
  packageDir: string;
  wheels: readonly Wheel[];
  /** Verified wheels wait here until they are unpacked, so that a run that was interrupted goes on. */
  downloads: string;
  /** `lib/` and `include/` as the addon's build wants them; outlives `npm ci`. */
  libraries: string;
  /** The addon that Node loads, and the note that it loaded. */
  addon: string;
  stamp: string;
}

/** The N-API version that tfjs-node 4.22 looks for on Node 18 and newer. */
export const napiVersion = 8;

/**
 * @param root folder of the workspace whose node_modules is set up
 * @param cache folder for what outlives node_modules
 * @throws {NotFoundError} `SETUP_NO_PACKAGE` where npm did not install the optional package
 */
export function makePlan(root: string, gpu: boolean, cache = cacheFolder()): Plan {
  const packageName = gpu ? '@tensorflow/tfjs-node-gpu' : '@tensorflow/tfjs-node';
  const packageDir = folderOf(packageName, root);
  return {
    gpu,
    packageName,
    packageDir,
    wheels: gpu ? gpuWheels : cpuWheels,
    downloads: join(cache, 'downloads'),
    libraries: join(cache, `tensorflow-${tensorflowVersion}-${gpu ? 'gpu' : 'cpu'}`),
    addon: join(packageDir, `lib/napi-v${napiVersion}/tfjs_binding.node`),
    stamp: join(packageDir, 'lib/setup-native.json'),
  };
}

/** True where an earlier run came to its end with these very wheels and nothing was removed since. */
export function isDone(plan: Plan): boolean {
  const library = join(plan.packageDir, 'deps/lib/libtensorflow.so'); // through the link: false where the cache was emptied
  return existsSync(plan.addon) && existsSync(library) && existsSync(plan.stamp) && readFileSync(plan.stamp, 'utf8') === stampOf(plan);
}

/** Names the wheels, so that another pin is another setup. */
export const stampOf = ({ wheels }: Plan) =>
  `${JSON.stringify(
    wheels.map(({ file, sha256 }) => ({ file, sha256 })),
    null,
    2,
  )}\n`;

/** What a run will do, for the reader to stop it in time. */
export function describePlan(plan: Plan): string {
  const missing = existsSync(plan.libraries) ? [] : plan.wheels;
  const fetched = missing.filter(({ file }) => !existsSync(join(plan.downloads, file)));
  return [
    `Native TensorFlow ${tensorflowVersion} for ${plan.packageName}:`,
    fetched.length
      ? `  1. download ${megabytes(totalBytes(fetched))} with pip: ${fetched.map(({ file, bytes }) => `\n       ${megabytes(bytes).padStart(6)}  ${file}`).join('')}`
      : '  1. nothing to download: it is here already',
    `  2. keep its libraries (${plan.gpu ? 'about 5 GB' : 'about 610 MB'}) in ${plan.libraries}`,
    `  3. build the addon (under 1 MB) into ${plan.packageDir}`,
  ].join('\n');
}

function cacheFolder() {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'casebook');
}

function folderOf(packageName: string, root: string): string {
  try {
    return dirname(createRequire(join(root, 'package.json')).resolve(`${packageName}/package.json`));
  } catch (cause) {
    const message = `${packageName} is not in node_modules. Run: npm ci --include=optional`;
    throw new NotFoundError('SETUP_NO_PACKAGE', message, { cause });
  }
}
