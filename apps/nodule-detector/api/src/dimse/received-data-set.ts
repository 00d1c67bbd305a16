/** Collects the data set of one C-STORE, up to a limit; beyond it the bytes are let go and the instance is refused. */
import { Writable } from 'node:stream';

export class ReceivedDataSet extends Writable {
  /** Whether it was longer than allowed. */
  tooLong = false;
  private chunks: Buffer[] = [];
  private length = 0;

  constructor(private readonly limit: number) {
    super({ highWaterMark: 2 ** 30 }); // it takes everything at once: nobody has to wait for it to drain
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.length += chunk.length;
    this.tooLong ||= this.length > this.limit;
    if (this.tooLong) this.chunks = [];
    else this.chunks.push(Buffer.from(chunk)); // the library's buffer is a part of what the socket gave
    done();
  }

  bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }
}
