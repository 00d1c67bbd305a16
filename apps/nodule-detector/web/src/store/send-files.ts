/** One request with files, whose progress can be followed: `fetch` tells nothing of what it has sent. */
import type { UploadedDto } from '@casebook/nodule-detector-contract';
import { ProblemError, problemOf } from '@casebook/ui';
import type { NamedFile } from '../model/files.js';

/**
 * @param onProgress share of the bytes that are sent, 0 to 1
 * @throws {ProblemError} where the service does not take them, or does not answer
 */
export async function sendFiles(files: readonly NamedFile[], onProgress: (share: number) => void): Promise<UploadedDto> {
  const form = new FormData();
  for (const { name, file } of files) form.append('files', file, name);
  const { status, text } = await post('/v1/uploads', form, onProgress);
  if (status < 200 || status > 299) throw await problemOf(new Response(text, { status }));
  return JSON.parse(text) as UploadedDto;
}

function post(path: string, body: FormData, onProgress: (share: number) => void): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () =>
      reject(new ProblemError('unreachable', 'The service cannot be reached: check that it is running.', { code: 'UNREACHABLE' }));
    request.send(body);
  });
}
