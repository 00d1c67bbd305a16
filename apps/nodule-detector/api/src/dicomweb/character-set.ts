/** Specific Character Set (0008,0005) to text (PS3.3, C.12.1.1.2). */

const LABELS: Record<string, string> = {
  'ISO_IR 100': 'iso-8859-1', 'ISO_IR 101': 'iso-8859-2', 'ISO_IR 109': 'iso-8859-3', 'ISO_IR 110': 'iso-8859-4', 'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6', 'ISO_IR 126': 'iso-8859-7', 'ISO_IR 138': 'iso-8859-8', 'ISO_IR 148': 'windows-1254', 'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 13': 'shift_jis', 'ISO_IR 166': 'windows-874', 'ISO_IR 192': 'utf-8', GB18030: 'gb18030', GBK: 'gbk',
  'ISO 2022 IR 87': 'iso-2022-jp', 'ISO 2022 IR 159': 'iso-2022-jp', 'ISO 2022 IR 149': 'euc-kr', 'ISO 2022 IR 58': 'gbk',
}; // prettier-ignore

/** @param characterSet the attribute's value; of several the last that is known, since the first is the plain one that the others extend */
export function decoderOf(characterSet = ''): (bytes: Uint8Array) => string {
  const names = characterSet.split('\\').map((name) => name.trim());
  const label = names.map((name) => LABELS[name] ?? LABELS[name.replace('ISO 2022 IR', 'ISO_IR')]).findLast((known) => known !== undefined);
  const decoder = new TextDecoder(label ?? 'iso-8859-1');
  return (bytes) => decoder.decode(bytes);
}
