/** What training, service and page agree on. */
export {};
