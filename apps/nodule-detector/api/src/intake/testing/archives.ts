/** Archives, good and bad, for specs. */
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { pack, type Header } from 'tar-stream';

export type TarEntry = Partial<Header> & { name: string; bytes?: Uint8Array };

export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { bytes, ...header } of entries) tar.entry(header, bytes ?? Buffer.alloc(0));
  tar.finalize();
  return buffer(tar as unknown as Readable);
}
