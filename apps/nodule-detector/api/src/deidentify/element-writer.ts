/** Writes data elements (PS3.5, 7.1) in the encoding of the file they came from. */

export interface Encoding {
  /** Whether each element names its value representation. */
  explicit: boolean;
  bigEndian: boolean;
}

/** Value representations whose length has four bytes (PS3.5, table 7.1-1). */
const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const UNDEFINED_LENGTH = 0xffffffff;

export class ElementWriter {
  private readonly chunks: Uint8Array[] = [];

  constructor(private readonly encoding: Encoding) {}

  /** @param tag eight hexadecimal digits */
  element(tag: string, vr: string, value: Uint8Array): void {
    const odd = value.length % 2;
    this.header(tag, vr, value.length + odd);
    this.chunks.push(value);
    if (odd) this.chunks.push(Uint8Array.of(vr === 'UI' || vr.startsWith('O') || vr === 'UN' ? 0 : 0x20));
  }

  text(tag: string, vr: string, value: string): void {
    this.element(tag, vr, Buffer.from(value, 'latin1'));
  }

  /** @param items each the elements of one item, as another writer wrote them */
  sequence(tag: string, items: readonly Uint8Array[]): void {
    this.header(tag, 'SQ', items.reduce((sum, { length }) => sum + 8 + length, 0)); // prettier-ignore
    for (const item of items) {
      this.header('FFFEE000', '', item.length);
      this.chunks.push(item);
    }
  }

  /** Compressed pixels (PS3.5, A.4): a table of offsets, then fragments. */
  fragments(tag: string, vr: string, offsets: readonly number[], fragments: readonly Uint8Array[]): void {
    this.header(tag, vr, UNDEFINED_LENGTH);
    const table = Buffer.alloc(4 * offsets.length);
    offsets.forEach((offset, n) => table.writeUInt32LE(offset, 4 * n));
    for (const item of [table, ...fragments]) {
      this.header('FFFEE000', '', item.length);
      this.chunks.push(item);
    }
    this.header('FFFEE0DD', '', 0);
  }

  /** A writer for the elements of an item. */
  nested(): ElementWriter {
    return new ElementWriter(this.encoding);
  }

  bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  private header(tag: string, vr: string, length: number): void {
    const short = this.encoding.explicit && vr !== '' && !LONG.has(vr);
    const header = Buffer.alloc(this.encoding.explicit && LONG.has(vr) ? 12 : 8);
    this.write(header, 0, 2, Number.parseInt(tag.slice(0, 4), 16));
    this.write(header, 2, 2, Number.parseInt(tag.slice(4), 16));
    if (this.encoding.explicit && vr !== '') header.write(vr, 4, 'latin1');
    this.write(header, short ? 6 : header.length - 4, short ? 2 : 4, length);
    this.chunks.push(header);
  }

  private write(header: Buffer, at: number, bytes: 2 | 4, value: number): void {
    if (this.encoding.bigEndian) header.writeUIntBE(value, at, bytes);
    else header.writeUIntLE(value, at, bytes);
  }
}
