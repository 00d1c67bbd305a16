/** NLU++ banking. */
export {};
