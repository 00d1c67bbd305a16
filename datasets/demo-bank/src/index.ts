/** A seeded generator of what customers of the demo bank write. */
export {};
