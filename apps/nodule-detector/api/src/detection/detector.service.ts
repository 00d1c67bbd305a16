/** The model package, loaded where there is one: its networks in worker threads, kept from search to search. */
import { NotFoundError, UnavailableError } from '@casebook/core';
import type { Logger } from '@casebook/core/logging';
import { openRegistry, type TensorSpec } from '@casebook/model-packages';
import { RESEARCH_USE, type Failure, type ModelDto } from '@casebook/nodule-detector-contract';
import {
  contractHash,
  PACKAGE_FILES,
  PACKAGE_NAME,
  PREPARATION,
  settingsSchema,
  type DetectorSettings,
} from '@casebook/nodule-detector-contract/detector';
import { InferencePool, type InferenceModels } from '@casebook/serving';

export interface DetectorOptions {
  /** Folder of the registry. */
  registry: string;
  /** `name@alias` or `name@version`. */
  model: string;
  /** Threads within one operation of a network. */
  threads: number;
  providers?: readonly string[];
  logger: Logger;
}

export interface LoadedDetector {
  version: string;
  settings: DetectorSettings;
  pool: InferencePool;
  reducer: boolean;
}

/** Names of the networks in the package. */
export const DETECTOR = PACKAGE_FILES.detector.replace(/\.onnx$/, '');
export const REDUCER = PACKAGE_FILES.reducer.replace(/\.onnx$/, '');

/** The sides of a tile, whatever the package calls them, at their shortest; a batch of one. */
const smallestTile = ([tile]: readonly TensorSpec[]): Record<string, number> =>
  Object.fromEntries(tile!.shape.slice(1, 4).map((side) => [String(side), PREPARATION.multiple]));

export class DetectorService {
  private loaded: LoadedDetector | undefined;
  private absent: Failure = { code: 'MODEL_NOT_LOADED', detail: 'The model package is being loaded.' };

  constructor(private readonly options: DetectorOptions) {}

  /**
   * Loads the package of the registry. One that is not there (yet) is no failure: the service starts, says so, and looks again.
   *
   * @returns whether there is a model now
   * @throws {CasebookError} where waiting does not help: what `openPackage` throws (damaged, of another contract), `MODEL_UNLOADABLE`
   */
  async load(): Promise<boolean> {
    if (this.loaded) return true;
    const { registry, model, threads, providers = ['cuda', 'cpu'] } = this.options;
    try {
      const pkg = await openRegistry(registry).open(model, { contractHash: contractHash() });
      const settings = pkg.json(PACKAGE_FILES.settings, settingsSchema);
      const reducer = PACKAGE_FILES.reducer in pkg.manifest.files;
      const names = reducer ? [DETECTOR, REDUCER] : [DETECTOR];
      const pool = await InferencePool.create({
        models: Object.fromEntries(names.map((name) => [name, pkg.model(name)])),
        version: pkg.manifest.version,
        providers,
        intraOpNumThreads: threads,
        warmUpAxes: smallestTile(pkg.model(DETECTOR).inputs),
        workers: 1,
        maxBatch: 1,
        timeoutMs: 600_000, // a tile waits for those of other searches
      });
      this.loaded = { version: pkg.manifest.version, settings, pool, reducer };
      return true;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      this.absent = { code: error.code, detail: `There is no model to search with: ${error.message} Studies are taken and wait.` };
      return false;
    }
  }

  get ready(): boolean {
    return this.loaded !== undefined;
  }

  /** Why there is no model; undefined where there is one. */
  get missing(): Failure | undefined {
    return this.loaded ? undefined : this.absent;
  }

  /** @throws {UnavailableError} `PACKAGE_UNKNOWN` … */
  get current(): LoadedDetector {
    if (!this.loaded) throw new UnavailableError(this.absent.code, this.absent.detail);
    return this.loaded;
  }

  /** What `GET /v1/model` answers. */
  describe(): ModelDto {
    const { loaded, missing } = this;
    const [name = PACKAGE_NAME] = this.options.model.split('@');
    if (!loaded) return { name, missing: missing!, use: RESEARCH_USE };
    const { threshold, falsePositivesPerScan } = loaded.settings;
    return { name, version: loaded.version, threshold, falsePositivesPerScan, provider: this.provider, use: RESEARCH_USE };
  }

  /** Execution provider in use. */
  get provider(): string {
    return this.loaded?.pool.providers[DETECTOR]?.provider ?? 'none';
  }

  /** For the Open Inference Protocol: no models where there is no package. */
  get models(): InferenceModels {
    const pool = () => this.loaded?.pool;
    return {
      get version() {
        return pool()?.version ?? '0';
      },
      names: () => pool()?.names() ?? [],
      signature: (name) => this.current.pool.signature(name),
      run: (name, inputs, options) => this.current.pool.run(name, inputs, options),
      ready: () => pool()?.ready() ?? false,
    };
  }

  async close(): Promise<void> {
    await this.loaded?.pool.close();
  }
}
