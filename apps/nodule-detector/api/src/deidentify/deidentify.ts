/** De-identification by the Basic Application Level Confidentiality Profile (PS3.15, E), of the bytes of one file. */
import { damaged, DICOM_LIMITS, isPrivate } from '@casebook/imaging';
import type { DataSet, Element } from 'dicom-parser';
import { decide, replaceUids, type DeidentifyOptions, type Subject } from './decide.js';
import { ElementWriter, type Encoding } from './element-writer.js';
import { fileHeader } from './file-header.js';
import { identifiersOf } from './identifiers.js';
import { methodElements } from './method.js';
import type { Pseudonyms } from './pseudonyms.js';
import { encodingOf, outputSyntax } from './transfer-syntax.js';

/**
 * A file without what could name a person, an institution or a time: each attribute of the profile's table by its action, private ones and
 * those that the dictionary does not know removed, every unique identifier that is not DICOM's own replaced. Pixels stay as they are, compressed
 * ones too; what is burned into them is not seen here. The same file, key and options give the same bytes.
 *
 * @param data as parsed; its transfer syntax is kept, but a deflated one is written inflated
 * @throws {CorruptDataError} `DICOM_DAMAGED`
 */
export function deidentify(data: DataSet, pseudonyms: Pseudonyms, options: DeidentifyOptions): Buffer {
  const text = (tag: string) => (data.string(tag) ?? '').replace(/\0+$/, '').trim();
  const ids = identifiersOf(data);
  const sopClassUid = replaceUids(ids.sopClassUid, pseudonyms); // a maker's own class would name the maker
  const sopInstanceUid = pseudonyms.uid(ids.sopInstanceUid);
  const own = methodElements(options);
  const identify = (tag: string, uid: string) => own.set(tag, (writer) => writer.text(tag, 'UI', uid));
  identify('00080016', sopClassUid);
  identify('00080018', sopInstanceUid);
  identify('0020000D', pseudonyms.uid(ids.studyUid));
  identify('0020000E', pseudonyms.uid(ids.seriesUid));
  const walk = new Walk(encodingOf(data), pseudonyms, options, { patient: text('x00100020') || text('x00100010'), sopClassUid });
  return Buffer.concat([fileHeader({ sopClassUid, sopInstanceUid, transferSyntax: outputSyntax(data) }), walk.elements(data, 0, own)]);
}

type Write = (writer: ElementWriter) => void;

class Walk {
  constructor(
    private readonly encoding: Encoding,
    private readonly pseudonyms: Pseudonyms,
    private readonly options: DeidentifyOptions,
    private readonly subject: Subject,
  ) {}

  /** @param own elements to write in place of what the file has */
  elements(data: DataSet, depth: number, own: ReadonlyMap<string, Write> = new Map()): Buffer {
    if (depth > DICOM_LIMITS.depth) throw damaged('its sequences are nested too deeply');
    const writer = new ElementWriter(this.encoding);
    const found = new Map(Object.values(data.elements).map((element) => [element.tag.slice(1).toUpperCase(), element]));
    for (const tag of [...new Set([...found.keys(), ...own.keys()])].sort()) {
      if (own.has(tag)) own.get(tag)!(writer);
      else if (!/^(0002|FFFE)|0000$/.test(tag) && !isPrivate(tag)) this.element(writer, tag, data, found.get(tag)!, depth);
    }
    return writer.bytes();
  }

  private element(writer: ElementWriter, tag: string, data: DataSet, element: Element, depth: number): void {
    const raw = () => data.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
    const decision = decide(tag, element, () => Buffer.from(raw()).toString('latin1'), this.subject, this.pseudonyms, this.options);
    switch (decision.kind) {
      case 'remove':
        return;
      case 'text':
        return writer.text(tag, decision.vr, decision.value);
      case 'zeros':
        return writer.element(tag, decision.vr, new Uint8Array(element.length));
      case 'items':
        return writer.sequence(
          tag,
          (element.items ?? []).map(({ dataSet }) => (dataSet ? this.elements(dataSet, depth + 1) : Buffer.alloc(0))),
        );
      case 'keep':
        if (!element.fragments) return writer.element(tag, decision.vr, raw());
        return writer.fragments(
          tag,
          decision.vr,
          element.basicOffsetTable ?? [],
          element.fragments.map(({ position, length }) => data.byteArray.subarray(position, position + length)),
        );
    }
  }
}
