/** MultiDoGO finance. */
export {};
