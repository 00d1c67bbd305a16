/** LUNA16. */
export {};
