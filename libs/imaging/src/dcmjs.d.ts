/** What is used of dcmjs, which has no types of its own. */
declare module 'dcmjs' {
  interface Tags {
    [tag: string]: { vr: string; Value: unknown[] };
  }
  interface DicomDict {
    dict: Tags;
    write(): ArrayBuffer;
  }
  interface DictionaryItem {
    tag: string;
    vr?: string;
    name?: string;
  }
  const dcmjs: {
    data: {
      DicomDict: new (meta: Tags) => DicomDict;
      DicomMetaDictionary: {
        denaturalizeDataset(dataset: Record<string, unknown>): Tags;
        dictionary: Record<string, DictionaryItem>;
        nameMap: Record<string, DictionaryItem>;
      };
    };
  };
  export default dcmjs;
}
