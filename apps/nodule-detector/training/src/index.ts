/** From CT volumes to the detector package. */
export {};
