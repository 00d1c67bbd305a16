import { parseDataSet } from '@casebook/imaging';
import { describe, expect, it } from 'vitest';
import { ElementWriter } from '../deidentify/element-writer.js';
import { fileHeader } from '../deidentify/index.js';
import { toDicomJson } from './dicom-json.js';

/** A file with what `write` puts into it. */
function jsonOf(write: (writer: ElementWriter) => void) {
  const writer = new ElementWriter({ explicit: true, bigEndian: false });
  write(writer);
  const header = fileHeader({ sopClassUid: '1.2', sopInstanceUid: '1.2', transferSyntax: '1.2.840.10008.1.2.1' });
  return toDicomJson(parseDataSet(Buffer.concat([header, writer.bytes()])));
}
const bytes = (...values: number[]) => Uint8Array.from(values);

describe('DICOM JSON', () => {
  it('has values as PS3.18, F.2 writes them', () => {
    const json = jsonOf((writer) => {
      writer.text('00080008', 'CS', 'ORIGINAL\\PRIMARY\\AXIAL');
      writer.text('00080020', 'DA', '20260101');
      writer.text('00080050', 'SH', '');
      writer.text('00100010', 'PN', 'Yamada^Tarou');
      writer.element('00180012', 'SQ', bytes());
      writer.text('00200032', 'DS', '-10.5\\ 2e1\\7 ');
      writer.text('00200013', 'IS', ' 17');
      writer.element('00280009', 'AT', bytes(0x18, 0, 0x63, 0x10, 0x18, 0, 0x65, 0x10));
      writer.element('00280010', 'US', bytes(0, 2));
      writer.element('00187041', 'LT', Buffer.from('a\\b '));
      writer.element('7FE00010', 'OW', bytes(1, 2, 3, 4));
    });
    expect(json).toEqual({
      '00080008': { vr: 'CS', Value: ['ORIGINAL', 'PRIMARY', 'AXIAL'] },
      '00080020': { vr: 'DA', Value: ['20260101'] },
      '00080050': { vr: 'SH' },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Yamada^Tarou' }] },
      '00180012': { vr: 'SQ' },
      '00200032': { vr: 'DS', Value: [-10.5, 20, 7] },
      '00200013': { vr: 'IS', Value: [17] },
      '00280009': { vr: 'AT', Value: ['00181063', '00181065'] },
      '00280010': { vr: 'US', Value: [512] },
      '00187041': { vr: 'LT', Value: ['a\\b'] },
    });
  });

  it('has the attributes of items, and null for a value that is missing', () => {
    const json = jsonOf((writer) => {
      const item = writer.nested();
      item.text('00080100', 'SH', '113100');
      writer.sequence('00120064', [item.bytes()]);
      writer.text('00200032', 'DS', '1\\\\3');
    });
    expect(json['00120064']).toEqual({ vr: 'SQ', Value: [{ '00080100': { vr: 'SH', Value: ['113100'] } }] });
    expect(json['00200032']).toEqual({ vr: 'DS', Value: [1, null, 3] });
  });

  it('reads names in the character set of the file: the examples of PS3.5, H and I', () => {
    const named = (characterSet: string, name: Uint8Array) =>
      jsonOf((writer) => {
        writer.text('00080005', 'CS', characterSet);
        writer.element('00100010', 'PN', name);
      })['00100010'];
    const latin = Buffer.from('Buc^J\xe9r\xf4me', 'latin1');
    expect(named('ISO_IR 100', latin)).toEqual({ vr: 'PN', Value: [{ Alphabetic: 'Buc^Jérôme' }] });
    const japanese = Buffer.from('Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B', 'latin1');
    expect(named('\\ISO 2022 IR 87', japanese)).toEqual({
      vr: 'PN',
      Value: [{ Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎', Phonetic: 'やまだ^たろう' }],
    });
    const chinese = Buffer.from('Wang^XiaoDong=王^小东', 'utf8');
    expect(named('ISO_IR 192', chinese)).toEqual({ vr: 'PN', Value: [{ Alphabetic: 'Wang^XiaoDong', Ideographic: '王^小东' }] });
  });
});
