/** From a message to tensors and from the model's outputs to an `Understanding`: the same code in training and service. */
export * from './contract-hash.js';
export * from './decode-slots.js';
export * from './limits.js';
export * from './message-tokenizer.js';
export * from './model-inputs.js';
export * from './normalise-text.js';
export * from './package-files.js';
export * from './softmax.js';
export * from './tag-sequence.js';
export * from './out-of-scope-detector.js';
export * from './out-of-scope-scores.js';
export * from './understand.js';
