/** Volumes from DICOM, NIfTI and MetaImage. */
export {};
