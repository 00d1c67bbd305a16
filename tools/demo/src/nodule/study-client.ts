/** The calls the demo makes: the same public API that anybody else has. */
import { CasebookError, UnavailableError } from '@casebook/core';
import type { ProblemDto, StudyPageDto } from '@casebook/nodule-detector-contract';
import { randomUUID } from 'node:crypto';

export interface StudyClient {
  studyCount(): Promise<number>;
  /** Stores instances by DICOMweb STOW-RS (PS3.18, 10.5). */
  store(instances: readonly Uint8Array[]): Promise<void>;
}

/**
 * A client of the service at `url`. Methods reject with the service's own code and sentence (`CasebookError`), or with `UnavailableError`
 * `DETECTOR_UNREACHABLE`.
 */
export function createStudyClient(url: string): StudyClient {
  async function call(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    // No connection is kept: while a phantom is made nothing else runs here, and the service closes what is idle.
    const headers = { ...init.headers, connection: 'close' };
    const response = await fetch(url + path, { ...init, headers, signal: AbortSignal.timeout(120_000) }).catch((cause: unknown) => {
      throw new UnavailableError('DETECTOR_UNREACHABLE', `The nodule detector at ${url} does not answer.`, { cause });
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as Partial<ProblemDto>;
    const code = problem.code ?? `HTTP_${response.status}`;
    throw new CasebookError(code, problem.detail ?? `${path} was answered with ${response.status}.`, { status: response.status });
  }

  return {
    studyCount: async () => ((await (await call('/v1/studies?limit=1')).json()) as StudyPageDto).total,
    store: async (instances) => {
      const boundary = randomUUID();
      await call('/dicom-web/studies', {
        method: 'POST',
        headers: {
          accept: 'application/dicom+json',
          'content-type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
        },
        body: multipart(instances, boundary),
      });
    },
  };
}

/** Parts of a multipart/related body, one an instance (RFC 2387). */
export function multipart(instances: readonly Uint8Array[], boundary: string): Blob {
  const parts = instances.flatMap((bytes) => [
    `\r\n--${boundary}\r\ncontent-type: application/dicom\r\n\r\n`,
    bytes as Uint8Array<ArrayBuffer>,
  ]);
  return new Blob([...parts, `\r\n--${boundary}--\r\n`]);
}
