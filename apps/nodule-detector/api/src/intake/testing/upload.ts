/** Uploads, for specs. */
import type { ProblemDto, UploadedDto } from '@casebook/nodule-detector-contract';

export interface SentFile {
  name: string;
  bytes: Uint8Array;
}

export async function upload(url: string, files: readonly SentFile[]): Promise<{ status: number; body: UploadedDto & ProblemDto }> {
  const form = new FormData();
  for (const { name, bytes } of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${url}/v1/uploads`, { method: 'POST', body: form });
  return { status: response.status, body: (await response.json()) as UploadedDto & ProblemDto };
}
