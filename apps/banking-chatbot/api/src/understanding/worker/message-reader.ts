/** Reads messages with the model: tokens, inference, decoding. */
import type { Understanding } from '@casebook/banking-chatbot-contract';
import {
  createReading,
  EMBEDDING_OUTPUT,
  HEAD_OUTPUTS,
  MAX_TOKENS,
  MessageTokenizer,
  modelInputs,
  understand,
  type EncodedMessage,
  type Reading,
} from '@casebook/banking-chatbot-contract/understanding';
import { LengthBuckets, type Tensors } from '@casebook/serving';
import type { ReaderData } from './messages.js';

/** Runs the graph for these outputs. */
export type RunModel = (inputs: Tensors, wanted: readonly string[]) => Promise<Tensors>;

interface Placed {
  text: string;
  encoded: EncodedMessage;
  length: number;
  order: number;
}

const WANTED = [HEAD_OUTPUTS.intent, HEAD_OUTPUTS.slot, EMBEDDING_OUTPUT] as const;

export class MessageReader {
  private readonly tokenizer: MessageTokenizer;
  private readonly reading: Reading;

  /** @throws {CorruptDataError} `TOKENIZER_INVALID`, `READING_INVALID`, `DETECTOR_INVALID` */
  constructor(
    private readonly data: Pick<ReaderData, 'tokenizer' | 'labels' | 'calibration' | 'tensors' | 'maxPadding'>,
    private readonly run: RunModel,
  ) {
    this.tokenizer = new MessageTokenizer(data.tokenizer);
    this.reading = createReading(data.labels, data.calibration, data.tensors);
  }

  /**
   * One understanding a message, in order. Messages of about one length, in tokens, share a run, so that less than the stated share of it is padding.
   */
  async read(texts: readonly string[]): Promise<Understanding[]> {
    const waiting = new LengthBuckets<Placed>(this.data.maxPadding, { maxBatch: texts.length, maxCells: texts.length * MAX_TOKENS });
    texts.forEach((text, order) => {
      const encoded = this.tokenizer.encode(text);
      waiting.add({ text, encoded, length: encoded.ids.length, order });
    });
    const understood = new Array<Understanding>(texts.length);
    for (const { requests } of waiting.heads()) {
      const results = await this.together(requests);
      requests.forEach(({ order }, row) => (understood[order] = results[row]!));
    }
    return understood;
  }

  private async together(messages: readonly Placed[]): Promise<Understanding[]> {
    const { shape, ...ids } = modelInputs(
      messages.map(({ encoded }) => encoded),
      this.tokenizer.padId,
    );
    const inputs = Object.fromEntries(Object.entries(ids).map(([name, data]) => [name, { dtype: 'int64' as const, shape, data }]));
    const outputs = await this.run(inputs, WANTED);
    return messages.map(({ text, encoded }, row) =>
      understand(
        text,
        encoded,
        {
          logits: rowOf(outputs, HEAD_OUTPUTS.intent, row),
          slotLogits: rowOf(outputs, HEAD_OUTPUTS.slot, row),
          embedding: rowOf(outputs, EMBEDDING_OUTPUT, row).slice(),
        },
        this.reading,
      ),
    );
  }
}

/** A row of axis 0, as a view. */
function rowOf(outputs: Tensors, name: string, row: number): Float32Array {
  const { shape, data } = outputs[name]!;
  const width = data.length / shape[0]!;
  return (data as Float32Array).subarray(row * width, (row + 1) * width);
}
