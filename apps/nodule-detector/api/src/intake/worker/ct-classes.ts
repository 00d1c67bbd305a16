/** What is taken: CT, Enhanced CT, Legacy Converted Enhanced CT (PS3.4, B.5). */
export const CT_CLASSES: ReadonlySet<string> = new Set([
  '1.2.840.10008.5.1.4.1.1.2',
  '1.2.840.10008.5.1.4.1.1.2.1',
  '1.2.840.10008.5.1.4.1.1.2.2',
]);
