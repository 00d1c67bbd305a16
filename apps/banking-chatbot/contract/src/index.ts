/** What training, service and page agree on. Runs in a browser. */
export {};
