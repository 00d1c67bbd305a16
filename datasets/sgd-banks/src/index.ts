/** Schema-Guided Dialogue, Banks. */
export {};
