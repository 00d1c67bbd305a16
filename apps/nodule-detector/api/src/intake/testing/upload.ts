/** Uploads, for specs. */
import { writeCtSeries, type Volume } from '@casebook/imaging';
import type { ProblemDto, UploadedDto } from '@casebook/nodule-detector-contract';

export interface SentFile {
  name: string;
  bytes: Uint8Array;
}

export const named = (files: readonly Uint8Array[]): SentFile[] => files.map((bytes, n) => ({ name: `${n}.dcm`, bytes }));

export async function upload(url: string, files: readonly SentFile[]): Promise<{ status: number; body: UploadedDto & ProblemDto }> {
  const form = new FormData();
  for (const { name, bytes } of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  if (files.length === 0) form.append('note', 'no file');
  const response = await fetch(`${url}/v1/uploads`, { method: 'POST', body: form });
  return { status: response.status, body: (await response.json()) as UploadedDto & ProblemDto };
}

/** A CT of a few voxels: what comes in, not what is found, is the question. Voxel (i, j, k) holds `100 k + 10 j + i - 500`. */
export function smallCt(name: string, slices = 5, extra: Record<string, unknown> = {}): Uint8Array[] {
  const size = [12, 10, slices] as const;
  const voxels = Int16Array.from(
    { length: 120 * slices },
    (_, n) => 100 * Math.floor(n / 120) + 10 * Math.floor((n % 120) / 12) + (n % 12) - 500,
  );
  const volume: Volume = { voxels, size, spacing: [0.7, 0.7, 2.5], origin: [-10, -20, -300], direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }; // prettier-ignore
  return [...writeCtSeries(volume, { name, extra: () => extra })].map(({ bytes }) => bytes);
}
