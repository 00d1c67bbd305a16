/** A seeded generator of thorax CTs with nodules. */
export {};
