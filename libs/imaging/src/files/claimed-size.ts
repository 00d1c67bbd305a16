/** How large a volume a file claims to hold, from its header alone: ITK allocates before it looks. */
import { open } from 'node:fs/promises';
import { constants, gunzipSync } from 'node:zlib';

/** @returns voxels along each axis, as many axes as the file names; undefined where there is no such header */
export async function claimedSize(file: string): Promise<number[] | undefined> {
  const start = await firstBytes(file, 64 * 1024);
  return /\.(mha|mhd)$/i.test(file) ? metaImageSize(start) : niftiSize(/\.gz$/i.test(file) ? inflatedStart(start) : start);
}

async function firstBytes(file: string, count: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const metaImageSize = (start: Buffer) => /^DimSize\s*=\s*([\d ]+)/m.exec(start.toString('latin1'))?.[1]?.trim().split(/\s+/).map(Number);

function inflatedStart(start: Buffer): Buffer {
  try {
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * 1024 * 1024 });
  } catch {
    return Buffer.alloc(0);
  }
}

/** https://nifti.nimh.nih.gov/pub/dist/src/niftilib/nifti1.h and nifti2.h: `dim` begins with the number of axes. */
function niftiSize(header: Buffer): number[] | undefined {
  if (header.length < 348) return undefined;
  const [little, big] = [header.readInt32LE(0), header.readInt32BE(0)];
  const version = [little, big].includes(540) ? 2 : [little, big].includes(348) ? 1 : undefined;
  if (!version) return undefined;
  const isLittle = little === 348 || little === 540;
  const read = (n: number) => {
    if (version === 2) return Number(isLittle ? header.readBigInt64LE(16 + 8 * n) : header.readBigInt64BE(16 + 8 * n));
    return isLittle ? header.readInt16LE(40 + 2 * n) : header.readInt16BE(40 + 2 * n);
  };
  return Array.from({ length: Math.min(Math.max(read(0), 0), 7) }, (_, axis) => read(axis + 1));
}
