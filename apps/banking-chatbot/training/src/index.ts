/** From corpora to the model package. */
export {};
