/** BANKING77. */
export {};
