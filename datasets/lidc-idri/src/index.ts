/** LIDC-IDRI. */
export {};
