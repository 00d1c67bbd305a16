/** Names for the outputs of `bertEncoder`. */

export interface BertOutputs<T> {
  lastHidden: T;
  /** Of the embeddings and of each block, the last one included: layers + 1. Empty where the encoder does not answer them. */
  hiddenStates: T[];
  /** Of each block. Empty where the encoder does not answer them. */
  attentions: T[];
}

/**
 * Sorts what an encoder's `predict` or `apply` gave.
 * @param outputs tensors or symbolic tensors, as `bertEncoder` orders them
 */
export function bertOutputs<T>(
  outputs: T | T[],
  { layers, hiddenStates = false, attentions = false }: { layers: number; hiddenStates?: boolean; attentions?: boolean },
): BertOutputs<T> {
  const [lastHidden, ...more] = Array.isArray(outputs) ? outputs : [outputs];
  const states = hiddenStates ? [...more.splice(0, layers), lastHidden!] : [];
  return { lastHidden: lastHidden!, hiddenStates: states, attentions: attentions ? more : [] };
}
