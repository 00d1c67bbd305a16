/** One ONNX Runtime session on the first execution provider that works. For worker threads: `run` blocks the thread it is called on. */
import { CorruptDataError, UnavailableError } from '@casebook/core';
import type { PackagedModel } from '@casebook/model-packages';
import * as ort from 'onnxruntime-node';
import { elementCount, type Tensor, tensorArrays, type Tensors } from './tensor.js';

// what goes wrong is thrown as well, with a code: a provider that is not installed needs no page of red text
ort.env.logLevel = 'fatal';

/** Why a provider that was asked for is not the one in use. */
export interface SkippedProvider {
  name: string;
  why: string;
}

export interface SessionOptions {
  /** Tried in this order, one by one: asking ONNX Runtime for a missing one throws, also in a list with others. */
  providers?: readonly string[];
  /** Threads within one operator. 1 leaves the other cores to other requests. */
  intraOpNumThreads?: number;
}

/** What a session needs from a package: bytes that were verified, and the signature they were checked against. */
export type SessionModel = Pick<PackagedModel, 'bytes' | 'inputs' | 'outputs'>;

export class Session {
  private constructor(
    readonly model: Omit<SessionModel, 'bytes'>,
    readonly provider: string,
    readonly skipped: readonly SkippedProvider[],
    private readonly session: ort.InferenceSession,
  ) {}

  /**
   * @param name how errors call the model
   * @throws {CorruptDataError} `MODEL_SIGNATURE_MISMATCH` where ONNX Runtime sees other names than the signature
   * @throws {UnavailableError} `MODEL_UNLOADABLE` where no provider could load it, with what each said
   */
  static async open(name: string, { bytes, inputs, outputs }: SessionModel, options: SessionOptions = {}): Promise<Session> {
    const skipped: SkippedProvider[] = [];
    for (const provider of options.providers ?? ['cpu']) {
      try {
        const session = await ort.InferenceSession.create(bytes, {
          executionProviders: [provider],
          intraOpNumThreads: options.intraOpNumThreads ?? 1,
          interOpNumThreads: 1,
          graphOptimizationLevel: 'all',
        });
        const opened = new Session({ inputs, outputs }, provider, skipped, session);
        opened.checkNames(name);
        return opened;
      } catch (error) {
        if (error instanceof CorruptDataError) throw error;
        skipped.push({ name: provider, why: error instanceof Error ? error.message : String(error) });
      }
    }
    throw new UnavailableError(
      'MODEL_UNLOADABLE',
      `No execution provider could load ${name}: ${skipped.map((one) => `${one.name}: ${one.why}`).join('; ')}. Add cpu to the providers or export the model again.`,
    );
  }

  /**
   * @param inputs checked by `checkInputs`: ONNX Runtime's own errors do not say what to do
   * @param wanted names of the outputs to give; all unless told
   */
  async run(inputs: Tensors, wanted?: readonly string[]): Promise<Tensors> {
    const feeds: Record<string, ort.Tensor> = {};
    for (const [name, { dtype, shape, data }] of Object.entries(inputs))
      feeds[name] = new ort.Tensor(dtype as 'float32', data as Float32Array, shape);
    const fetched = await (wanted ? this.session.run(feeds, wanted) : this.session.run(feeds));
    const outputs: Tensors = {};
    for (const [name, { type, dims, data }] of Object.entries(fetched))
      outputs[name] = { dtype: type as Tensor['dtype'], shape: dims, data: data as Float32Array };
    return outputs;
  }

  /**
   * Runs once on zeros, so that the first request does not pay for allocation.
   *
   * @param axes lengths of named axes; the others are 1
   */
  async warmUp(axes: Readonly<Record<string, number>> = {}): Promise<void> {
    const zeros = this.model.inputs.map(({ name, dtype, shape }): [string, Tensor] => {
      const dims = shape.map((axis) => (typeof axis === 'number' ? axis : (axes[axis] ?? 1)));
      const count = elementCount(dims);
      if (dtype === 'string') return [name, { dtype, shape: dims, data: new Array<string>(count).fill('') }];
      return [name, { dtype, shape: dims, data: new tensorArrays[dtype](count) }];
    });
    await this.run(Object.fromEntries(zeros));
  }

  release(): Promise<void> {
    return this.session.release();
  }

  private checkNames(name: string): void {
    const declared = [this.model.inputs, this.model.outputs].map((specs) =>
      specs
        .map((spec) => spec.name)
        .sort()
        .join(', '),
    );
    const actual = [this.session.inputNames, this.session.outputNames].map((names) => [...names].sort().join(', '));
    if (declared.join(' → ') !== actual.join(' → ')) {
      throw new CorruptDataError(
        'MODEL_SIGNATURE_MISMATCH',
        `${name} is ${actual.join(' → ')}, its signature says ${declared.join(' → ')}: build the package again.`,
      );
    }
  }
}
