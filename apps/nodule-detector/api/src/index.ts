/** The nodule detector as a service. */
export {};
