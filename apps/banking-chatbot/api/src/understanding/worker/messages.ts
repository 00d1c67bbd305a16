/** What the service and its reading threads tell each other. */
import type { CalibrationFile, LabelsFile, NamedTensor } from '@casebook/banking-chatbot-contract/understanding';
import type { SessionModel, SkippedProvider } from '@casebook/serving';

export interface ReaderData {
  model: SessionModel;
  /** Parsed `tokenizer.json`. */
  tokenizer: object;
  labels: LabelsFile;
  calibration: CalibrationFile;
  tensors: ReadonlyMap<string, NamedTensor>;
  /** Share of a batch that may be padding. */
  maxPadding: number;
  providers: readonly string[];
  intraOpNumThreads: number;
}

export interface ReaderInfo {
  provider: string;
  skipped: readonly SkippedProvider[];
}

/** `read`: an item is a batch of messages; `model`: an item is a request of the inference protocol. */
export const LANES = { read: 'read', model: 'model' } as const;
