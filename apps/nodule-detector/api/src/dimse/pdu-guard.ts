/** Watches what a connection sends: the protocol lets a peer announce 4 GiB at once, which the library would wait for in memory. */

/** Six bytes before each protocol data unit: type, reserved, length (PS3.8, 9.3.1). */
const HEADER = 6;

export class PduGuard {
  private header = Buffer.alloc(0);
  private left = 0;
  private sinceMessage = 0;

  constructor(
    private readonly longestPdu: number,
    private readonly longestMessage: number,
  ) {}

  /** Whether the peer may go on after these bytes. */
  allows(chunk: Buffer): boolean {
    this.sinceMessage += chunk.length;
    if (this.sinceMessage > this.longestMessage) return false;
    for (let at = 0; at < chunk.length;) {
      if (this.left > 0) {
        const skipped = Math.min(this.left, chunk.length - at);
        this.left -= skipped;
        at += skipped;
        continue;
      }
      const taken = chunk.subarray(at, at + HEADER - this.header.length);
      this.header = Buffer.concat([this.header, taken]);
      at += taken.length;
      if (this.header.length < HEADER) continue;
      this.left = this.header.readUInt32BE(2);
      this.header = Buffer.alloc(0);
      if (this.left > this.longestPdu) return false;
    }
    return true;
  }

  /** A message has come whole. */
  messageEnded(): void {
    this.sinceMessage = 0;
  }
}
