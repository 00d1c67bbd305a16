/** From a message to tensors and from the model's outputs to an `Understanding`: the same code in training and service. */
export * from './contract-hash.js';
export * from './limits.js';
export * from './package-files.js';
