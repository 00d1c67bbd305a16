/** A model package, asked about many texts at once: ONNX Runtime in this process. */
import {
  type CalibrationFile,
  calibrationFileSchema,
  contractHash,
  EMBEDDING_OUTPUT,
  type EncodedMessage,
  type Head,
  HEAD_OUTPUTS,
  type LabelSet,
  type LabelsFile,
  labelsFileSchema,
  MessageTokenizer,
  modelInputs,
  type NamedTensor,
  PACKAGE_FILES,
} from '@casebook/banking-chatbot-contract/understanding';
import { InvalidInputError } from '@casebook/core';
import { openPackage } from '@casebook/model-packages';
import { InferenceSession, Tensor } from 'onnxruntime-node';

export interface AssistantParts {
  /** ONNX */
  model: Uint8Array;
  /** Parsed tokenizer.json. */
  tokenizer: object;
  labels: LabelsFile;
  /** As if uncalibrated unless told. */
  calibration?: CalibrationFile;
  /** Of out-of-scope.safetensors. */
  tensors?: ReadonlyMap<string, NamedTensor>;
}

/** One message as the model reads it. */
export interface Answer {
  encoded: EncodedMessage;
  /** At unit length. */
  embedding: Float32Array;
  /** Of the heads asked for: [labels], for taggers [ids, labels]. */
  logits: Partial<Record<Head, Float32Array>>;
}

/** One at a time: dynamic quantisation scales a batch as a whole, so that an answer would depend a little on its neighbours. */
const BATCH = 1;

export class Assistant {
  readonly labels: LabelsFile;
  readonly calibration: CalibrationFile;
  readonly tensors: ReadonlyMap<string, NamedTensor>;
  readonly tokenizer: MessageTokenizer;

  private constructor(
    { tokenizer, labels, calibration, tensors }: AssistantParts,
    private readonly session: InferenceSession,
  ) {
    this.labels = labels;
    this.calibration = calibration ?? { temperatures: {}, labelThresholds: {}, outOfScope: {} };
    this.tensors = tensors ?? new Map();
    this.tokenizer = new MessageTokenizer(tokenizer);
  }

  static async create(parts: AssistantParts): Promise<Assistant> {
    return new Assistant(parts, await InferenceSession.create(parts.model, { executionProviders: ['cpu'], logSeverityLevel: 3 }));
  }

  /** @throws {InvalidInputError} `HEAD_MISSING` */
  head(name: Head): LabelSet {
    const found = this.labels[name];
    if (found) return found;
    throw new InvalidInputError(
      'HEAD_MISSING',
      `The package has no head ${name}; it has ${Object.keys(this.labels).join(', ')}. Train it with that corpus.`,
    );
  }

  temperature(head: Head): number {
    return this.calibration.temperatures[head] ?? 1;
  }

  /**
   * @param heads whose logits are wanted; others are not read
   * @returns one answer a text, in the order of the texts
   */
  async ask(texts: readonly string[], heads: readonly Head[]): Promise<Answer[]> {
    heads.forEach((head) => this.head(head));
    const encoded = texts.map((text) => this.tokenizer.encode(text));
    // messages of one length together: little padding
    const order = encoded.map((_, i) => i).sort((a, b) => encoded[a]!.ids.length - encoded[b]!.ids.length || a - b);
    const answers = new Array<Answer>(texts.length);
    for (let at = 0; at < order.length; at += BATCH) {
      const rows = order.slice(at, at + BATCH);
      const batch = await this.#run(
        rows.map((row) => encoded[row]!),
        heads,
      );
      rows.forEach((row, i) => (answers[row] = batch[i]!));
    }
    return answers;
  }

  async release(): Promise<void> {
    await this.session.release();
  }

  async #run(messages: readonly EncodedMessage[], heads: readonly Head[]): Promise<Answer[]> {
    const { shape, ...inputs } = modelInputs(messages, this.tokenizer.padId);
    const feeds = Object.fromEntries(Object.entries(inputs).map(([name, data]) => [name, new Tensor('int64', data, shape)]));
    const outputs = await this.session.run(feeds, [EMBEDDING_OUTPUT, ...heads.map((head) => HEAD_OUTPUTS[head])]);
    const rowOf = (output: string, row: number, length?: number) => {
      const data = outputs[output]!.data as Float32Array;
      const size = data.length / messages.length;
      return data.slice(row * size, row * size + (length ?? size));
    };
    return messages.map((encoded, row) => ({
      encoded,
      embedding: rowOf(EMBEDDING_OUTPUT, row),
      logits: Object.fromEntries(
        heads.map((head) => {
          const { kind, labels } = this.head(head);
          const tagger = kind === 'bio' || kind === 'io';
          return [head, rowOf(HEAD_OUTPUTS[head], row, tagger ? encoded.ids.length * labels.length : undefined)];
        }),
      ),
    }));
  }
}

/**
 * Opens a model package after verifying it.
 * @throws as `openPackage`, {CorruptDataError} `TOKENIZER_INVALID`
 */
export async function openAssistant(dir: string): Promise<Assistant> {
  const files = await openPackage(dir, { contractHash: contractHash() });
  return Assistant.create({
    model: files.file(PACKAGE_FILES.model),
    tokenizer: JSON.parse(files.text(PACKAGE_FILES.tokenizer)) as object,
    labels: files.json(PACKAGE_FILES.labels, labelsFileSchema),
    calibration: files.json(PACKAGE_FILES.calibration, calibrationFileSchema),
    tensors: files.tensors(PACKAGE_FILES.outOfScope),
  });
}
