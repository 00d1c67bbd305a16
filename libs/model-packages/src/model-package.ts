/** An opened, verified model package. */
import { CorruptDataError, NotFoundError } from '@casebook/core';
import { readSafetensors, type SafeTensor } from '@casebook/safetensors';
import type { ZodType } from 'zod';
import type { Manifest } from './manifest.schema.js';
import { REFERENCE_FILE } from './package-files.js';
import { type Reference, referenceSchema } from './reference.schema.js';
import type { Signature } from './tensor-spec.js';

/** One ONNX file of a package with the signature it was checked against. */
export interface PackagedModel extends Signature {
  bytes: Uint8Array;
}

/** Every byte handed out is the one that was verified: the files are in memory, and the folder is not read again. */
export class ModelPackage {
  readonly #files: ReadonlyMap<string, Uint8Array>;

  constructor(
    readonly dir: string,
    readonly manifest: Manifest,
    files: ReadonlyMap<string, Uint8Array>,
  ) {
    this.#files = files;
  }

  /** @throws {NotFoundError} `PACKAGE_FILE_UNKNOWN` */
  file(name: string): Uint8Array {
    const bytes = this.#files.get(name);
    if (!bytes)
      throw new NotFoundError('PACKAGE_FILE_UNKNOWN', `The package has no ${name}; it has ${[...this.#files.keys()].join(', ')}.`);
    return bytes;
  }

  /** The file as UTF-8. */
  text(name: string): string {
    return new TextDecoder().decode(this.file(name));
  }

  /**
   * The file as JSON of the given form.
   * @throws {CorruptDataError} `PACKAGE_TABLE_INVALID` where it is of another form: intact, but not made for this reader
   */
  json<T>(name: string, schema: ZodType<T>): T {
    try {
      return schema.parse(JSON.parse(this.text(name)));
    } catch (cause) {
      if (cause instanceof NotFoundError) throw cause;
      throw new CorruptDataError('PACKAGE_TABLE_INVALID', `${name} is not of the form expected here: build the package again.`, { cause });
    }
  }

  /** Named tensors of a `.safetensors` file. */
  tensors(name: string): Map<string, SafeTensor> {
    return readSafetensors(this.file(name)).tensors;
  }

  /** @param name without `.onnx` */
  model(name: string): PackagedModel {
    const model = Object.hasOwn(this.manifest.models, name) ? this.manifest.models[name] : undefined;
    if (!model) {
      throw new NotFoundError(
        'PACKAGE_MODEL_UNKNOWN',
        `The package has no model ${name}; it has ${Object.keys(this.manifest.models).join(', ')}.`,
      );
    }
    return { bytes: this.file(model.file), inputs: model.inputs, outputs: model.outputs };
  }

  /** How features and predictions were distributed in training. */
  get reference(): Reference {
    return this.json(REFERENCE_FILE, referenceSchema);
  }
}
