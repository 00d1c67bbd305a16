/** A folder of packages, `<name>/<version>/`, with aliases such as `champion` in `aliases.json`. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CorruptDataError, InvalidInputError, NotFoundError, parseWith } from '@casebook/core';
import { z } from 'zod';
import { canonicalJson } from './json.js';
import { packageNameSchema, versionSchema } from './manifest.schema.js';
import type { ModelPackage } from './model-package.js';
import { openPackage } from './open-package.js';
import { MANIFEST_FILE } from './package-files.js';
import type { Expectation } from './read-manifest.js';
import { type PackageContents, writePackage } from './write-package.js';

/** A package in a registry; not yet opened or verified. */
export interface RegistryEntry {
  name: string;
  version: string;
  dir: string;
}

const ALIASES_FILE = 'aliases.json';
const aliasSchema = packageNameSchema;
const aliasesSchema = z.record(packageNameSchema, z.record(aliasSchema, versionSchema));
export type Aliases = z.infer<typeof aliasesSchema>;

/** @param root the registry's folder; it is made by the first `publish` */
export const openRegistry = (root: string): Registry => new Registry(root);

export class Registry {
  constructor(readonly root: string) {}

  /** Every package, by name and then version as text, with the aliases that point to it. */
  async list(): Promise<(RegistryEntry & { aliases: string[] })[]> {
    const aliases = await this.aliases();
    const entries: (RegistryEntry & { aliases: string[] })[] = [];
    for (const name of await folders(this.root, packageNameSchema)) {
      for (const version of await folders(join(this.root, name), versionSchema)) {
        const pointing = Object.entries(aliases[name] ?? {}).filter(([, target]) => target === version);
        entries.push({ ...this.#entry(name, version), aliases: pointing.map(([alias]) => alias) });
      }
    }
    return entries;
  }

  /**
   * @param reference `name@version` or `name@alias`; a version wins where an alias looks like one
   * @throws {InvalidInputError} `PACKAGE_REFERENCE_MALFORMED`
   * @throws {NotFoundError} `PACKAGE_UNKNOWN`
   */
  async resolve(reference: string): Promise<RegistryEntry> {
    const [name = '', wanted = '', ...rest] = reference.split('@');
    const isVersion = versionSchema.safeParse(wanted).success;
    if (rest.length > 0 || !packageNameSchema.safeParse(name).success || !(isVersion || aliasSchema.safeParse(wanted).success)) {
      throw new InvalidInputError(
        'PACKAGE_REFERENCE_MALFORMED',
        'Name a package as name@version or name@alias, e.g. shop-recommender@champion.',
      );
    }
    const aliases = new Map(Object.entries(new Map(Object.entries(await this.aliases())).get(name) ?? {}));
    const version = isVersion ? wanted : aliases.get(wanted);
    const entry = version === undefined ? undefined : this.#entry(name, version);
    if (!entry || !(await isFile(join(entry.dir, MANIFEST_FILE)))) {
      throw new NotFoundError('PACKAGE_UNKNOWN', `The registry has no ${reference}: list it to see what it has, or train and publish it.`);
    }
    return entry;
  }

  /** Resolves and opens: see `openPackage` for what is verified and thrown. */
  async open(reference: string, expected: Pick<Expectation, 'contractHash'> = {}): Promise<ModelPackage> {
    const { name, version, dir } = await this.resolve(reference);
    return openPackage(dir, { ...expected, name, version });
  }

  /** Writes a new version: see `writePackage`. A version once published is never replaced. */
  async publish(contents: PackageContents): Promise<RegistryEntry> {
    const name = parseWith(packageNameSchema, contents.name, 'PACKAGE_CONTENTS_INVALID', 'The name');
    const version = parseWith(versionSchema, contents.version, 'PACKAGE_CONTENTS_INVALID', 'The version');
    const entry = this.#entry(name, version);
    await writePackage(entry.dir, contents);
    return entry;
  }

  /** @throws {CorruptDataError} `REGISTRY_ALIASES_INVALID` */
  async aliases(): Promise<Aliases> {
    const file = join(this.root, ALIASES_FILE);
    if (!(await isFile(file))) return {};
    try {
      return aliasesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch (cause) {
      throw new CorruptDataError('REGISTRY_ALIASES_INVALID', `${ALIASES_FILE} must map names to { alias: version }: repair it.`, { cause });
    }
  }

  /**
   * Points an alias to a version that is there; readers see the old file or the new one, never half of it.
   * Two writers at once: the later wins.
   */
  async setAlias(name: string, alias: string, version: string): Promise<void> {
    parseWith(aliasSchema, alias, 'PACKAGE_REFERENCE_MALFORMED', 'The alias');
    parseWith(versionSchema, version, 'PACKAGE_REFERENCE_MALFORMED', 'The version');
    await this.resolve(`${name}@${version}`);
    const aliases = await this.aliases();
    const changed = { ...aliases, [name]: { ...aliases[name], [alias]: version } };
    const staged = join(this.root, `.${ALIASES_FILE}-${randomUUID()}`);
    try {
      await writeFile(staged, canonicalJson(changed));
      await rename(staged, join(this.root, ALIASES_FILE));
    } finally {
      await rm(staged, { force: true });
    }
  }

  #entry(name: string, version: string): RegistryEntry {
    return { name, version, dir: join(this.root, name, version) };
  }
}

async function folders(root: string, schema: z.ZodType<string>): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && schema.safeParse(entry.name).success)
    .map(({ name }) => name)
    .sort();
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
