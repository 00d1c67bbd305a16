/** LIDC-IDRI: CTs with the outlines that four radiologists drew (Armato et al., 2011). */
export * from './consensus.js';
export * from './read-marks.js';
