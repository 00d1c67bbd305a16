/** What is used of dcmjs here, which has no types of its own. */
declare module 'dcmjs' {
  interface Tags {
    [tag: string]: { vr: string; Value: unknown[] };
  }
  const dcmjs: {
    data: {
      DicomDict: new (meta: Tags) => { dict: Tags; write(): ArrayBuffer };
      DicomMetaDictionary: { denaturalizeDataset(dataset: Record<string, unknown>): Tags };
    };
  };
  export default dcmjs;
}
