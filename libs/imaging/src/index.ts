/** Volumes from DICOM, NIfTI and MetaImage. */
export * from './dicom/assemble-volume.js';
export * from './dicom/dicom-file.js';
export * from './dicom/dicom-limits.js';
export * from './dicom/frame.js';
export * from './dicom/series.js';
export * from './dicom/spacing-plan.js';
export * from './dicom/write-ct-series.js';
export * from './files/find-volumes.js';
export * from './files/read-image-file.js';
export * from './volume/resample.js';
export * from './volume/vector.js';
export * from './volume/volume.js';
export * from './lungs/lung-mask.js';
