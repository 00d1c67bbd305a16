/** The assistant as a service. */
export {};
