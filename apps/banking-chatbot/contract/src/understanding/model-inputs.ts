/** A batch of messages as the graph takes it. */
import type { EncodedMessage } from './message-tokenizer.js';

export interface ModelInputs {
  /** [batch, length] */
  shape: [number, number];
  input_ids: BigInt64Array;
  attention_mask: BigInt64Array;
  token_type_ids: BigInt64Array;
}

/**
 * @param padId id of [PAD]; the mask is 0 there
 * @param length of every row; that of the longest message unless told
 */
export function modelInputs(
  messages: readonly EncodedMessage[],
  padId: number,
  length = Math.max(...messages.map(({ ids }) => ids.length)),
): ModelInputs {
  const size = messages.length * length;
  const inputs: ModelInputs = {
    shape: [messages.length, length],
    input_ids: new BigInt64Array(size).fill(BigInt(padId)),
    attention_mask: new BigInt64Array(size),
    token_type_ids: new BigInt64Array(size),
  };
  messages.forEach(({ ids }, row) => {
    ids.forEach((id, place) => (inputs.input_ids[row * length + place] = BigInt(id)));
    inputs.attention_mask.fill(1n, row * length, row * length + ids.length);
  });
  return inputs;
}
