/** CLINC150. */
export {};
